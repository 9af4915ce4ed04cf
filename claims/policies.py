"""May this person do this to this thing now? Each check raises `Denied` with the sentence she reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.models import ExtractImport
from claims.models.imports import ImportState
from claims.policy import ImportPolicy
from cohe.access import Denied, check
from cohe.models import Membership, Role
from cohe.permissions import Permission


@dataclass(frozen=True, slots=True)
class Gone:
    """How many of a COHE's claims are missing from an extract, of how many that were in the last one."""

    claims: int
    of: int

    @property
    def sentence(self) -> str:
        """Return the warning: what is missing, and what that probably means."""
        return (
            f"{self.claims:,} of the {self.of:,} claims of this COHE ({self.claims * 100 // self.of} %) are "
            "missing from this extract. Is it another COHE's, or only a part? Applied, it withdraws what the "
            "files said about them."
        )


class ManyGone(Denied):
    """An extract lacks a large share of the COHE's claims, and nobody has confirmed how many."""

    def __init__(self, gone: Gone) -> None:
        super().__init__(f"{gone.sentence} To apply it nevertheless, confirm the number {gone.claims}.")
        self.gone = gone


def many_gone(counts: Mapping[str, Any], numbers: ImportPolicy) -> Gone | None:
    """Return how many claims are missing when that is a large share; None when it is life as usual.

    `counts` are those of an import that was read (`ExtractImport.counts`).
    """
    claims = counts.get("files", {}).get("claims", {})
    missing = claims.get("withdrawn", 0)
    known = missing + claims.get("changed", 0) + claims.get("unchanged", 0)
    is_large = missing >= numbers.gone_least and missing * 100 >= known * numbers.gone_percent
    return Gone(missing, known) if is_large else None


def check_gone_is_confirmed(counts: Mapping[str, Any], numbers: ImportPolicy, confirmed: int | None) -> None:
    """An extract that lacks a large share of the claims is applied once their number was typed."""
    gone = many_gone(counts, numbers)
    if gone is not None and confirmed != gone.claims:
        raise ManyGone(gone)


def check_can_import(membership: Membership) -> None:
    """Sending, applying and undoing extracts needs the role for it."""
    check(membership, Permission.IMPORT_RUN, "Your role does not bring in extracts.")


def check_can_change_caseload(membership: Membership) -> None:
    """Giving providers or claims to an HSC needs the role for it."""
    check(membership, Permission.CASELOAD_CHANGE, "Your role does not change who coordinates which claims.")


def check_can_take_over(membership: Membership) -> None:
    """Taking over a claim that was handed over needs the role for it."""
    check(membership, Permission.HAND_OVER, "Your role does not take claims over.")


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
    """Only an extract that nobody has decided on is applied; the command applies one that it reads itself."""
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
