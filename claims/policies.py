"""May this person do this to this thing now? Each check raises `Denied` with the sentence she reads."""

from datetime import date

from claims.models import ExtractImport
from claims.models.imports import ImportState
from cohe.access import Denied, check
from cohe.models import Membership, Role
from cohe.permissions import Permission


def check_can_import(membership: Membership) -> None:
    """Sending, applying and undoing extracts needs the role for it."""
    check(membership, Permission.IMPORT_RUN, "Your role does not bring in extracts.")


def check_can_change_caseload(membership: Membership) -> None:
    """Giving providers or claims to an HSC needs the role for it."""
    check(membership, Permission.CASELOAD_CHANGE, "Your role does not change who coordinates which claims.")


def check_is_hsc(membership: Membership, today: date) -> None:
    """Providers and claims go to an HSC who is in the COHE today."""
    in_force = membership.since <= today and (membership.until is None or today < membership.until)
    if membership.role != Role.HSC or not in_force:
        raise Denied(f"{membership.person.name} is no HSC of this COHE today.")


def check_is_not_older(made_on: date, last: ExtractImport | None, *, confirmed: bool) -> None:
    """An extract older than the last applied one would put back old facts: only when confirmed."""
    if last is not None and made_on < last.made_on and not confirmed:
        raise Denied(
            f"This extract was made on {made_on}, before the last one applied ({last.made_on}): "
            "confirm that its older facts shall replace the newer ones."
        )


def check_can_apply(run: ExtractImport) -> None:
    """Only an extract that was read and not yet decided on is applied."""
    if run.state not in (ImportState.UPLOADED, ImportState.PREVIEWED):
        raise Denied(f"This import cannot be applied: it is {run.get_state_display().lower()}.")


def check_can_discard(run: ExtractImport) -> None:
    """An import that has written something is undone, not discarded."""
    if run.state not in (ImportState.UPLOADED, ImportState.PREVIEWED):
        raise Denied(f"This import cannot be discarded: it is {run.get_state_display().lower()}.")


def check_can_undo(run: ExtractImport, last: ExtractImport | None) -> None:
    """Only the last applied import can be undone: later ones were compared with what it wrote."""
    if run.state != ImportState.APPLIED:
        raise Denied(f"Only an applied import can be undone; this one is {run.get_state_display().lower()}.")
    if last is not None and last.pk != run.pk:
        raise Denied(
            f"The extract of {last.made_on} (import {last.pk}) was applied on top of this one: "
            "undo that one first."
        )
