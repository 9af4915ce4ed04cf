"""On whose desk claims land: the HSC that the extract names for a provider, from its day on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from claims.models import ImportChange, Provider, ProviderAssignment
from cohe import history
from cohe.models import Membership

REASON = "Named in the extract"

# The provider whose HSC counts: the attending one from attending_since on, else the initiating one, and the
# initiating one too when nobody is assigned to the attending one.
LAND = """
WITH at_day AS (
  SELECT p.provider_number, a.hsc_id
  FROM claims_providerassignment a JOIN claims_provider p ON p.cohe_id = a.cohe_id AND p.id = a.provider_id
  WHERE a.cohe_id = %(cohe)s AND a.since <= %(day)s AND (a.until IS NULL OR a.until > %(day)s)),
landing AS (
  SELECT c.id AS claim_id, coalesce(attending.hsc_id, initiating.hsc_id) AS hsc_id
  FROM claims_claim c
  LEFT JOIN at_day attending ON attending.provider_number = c.attending_provider_number
        AND (c.attending_since IS NULL OR c.attending_since <= %(day)s)
  LEFT JOIN at_day initiating ON initiating.provider_number = c.initiating_provider_number
  WHERE c.cohe_id = %(cohe)s AND c.hsc_id IS NULL AND c.withdrawn_at IS NULL
    AND coalesce(attending.hsc_id, initiating.hsc_id) IS NOT NULL
    AND NOT EXISTS (SELECT FROM claims_claimassignment taken
                    WHERE taken.cohe_id = %(cohe)s AND taken.claim_id = c.id
                      AND (taken.until IS NULL OR taken.until > %(day)s))),
assigned AS (
  INSERT INTO claims_claimassignment (cohe_id, claim_id, hsc_id, since, reason)
  SELECT %(cohe)s, claim_id, hsc_id, %(day)s, %(reason)s FROM landing
  RETURNING id, claim_id, hsc_id),
landed AS (
  UPDATE claims_claim c SET hsc_id = assigned.hsc_id FROM assigned
  WHERE c.cohe_id = %(cohe)s AND c.id = assigned.claim_id
  RETURNING c.id),
noted AS (
  INSERT INTO claims_importchange (cohe_id, extract_import_id, "table", "row", claim_row, kind)
  SELECT %(cohe)s, %(run)s, 'claim_assignments', id, claim_id, 'new' FROM assigned
  WHERE claim_id NOT BETWEEN %(first)s AND %(last)s)
SELECT count(*) FROM landed
"""
UNLAND = """
WITH brought AS (
  SELECT "row", claim_row FROM claims_importchange
  WHERE cohe_id = %(cohe)s AND extract_import_id = %(run)s AND "table" = 'claim_assignments'),
ended AS (
  DELETE FROM claims_claimassignment a USING brought
  WHERE a.cohe_id = %(cohe)s AND a.id = brought."row" AND a.until IS NULL
  RETURNING a.claim_id, a.hsc_id)
UPDATE claims_claim c SET hsc_id = NULL FROM ended
WHERE c.cohe_id = %(cohe)s AND c.id = ended.claim_id AND c.hsc_id = ended.hsc_id
"""


@dataclass(frozen=True, slots=True)
class Named:
    """What the extract says of one provider: the user it names, if any, and whether it says so anew."""

    provider_id: int
    hsc_id: int | None
    is_anew: bool
    said_before: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of assignments: end or change `present`, begin a new one with `hsc_id`, or both."""

    provider_id: int
    present: ProviderAssignment | None
    hsc_id: int | None


def steps(named: Iterable[Named], present: dict[int, ProviderAssignment]) -> Iterator[Step]:
    """Yield what to change so that providers have the HSC the extract names.

    What a person assigned stays until the extract says something new: a provider without an HSC gets the one
    named; another name replaces the HSC only when the extract did not say it before; no name ends only what
    the extract itself had begun.
    """
    for one in named:
        now = present.get(one.provider_id)
        if now is None:
            if one.hsc_id is not None:
                yield Step(one.provider_id, None, one.hsc_id)
        elif one.is_anew and one.hsc_id != now.hsc_id and (one.hsc_id or one.said_before == now.hsc_id):
            yield Step(one.provider_id, now, one.hsc_id)


def assign_providers(*, cohe_id: int, run_id: int, day: date, today: date) -> None:
    """Give providers the HSC that the extract names, from its day on, and note it with the import."""
    users = user_ids(cohe_id, today)
    later = ProviderAssignment.objects.filter(until=None) | ProviderAssignment.objects.filter(until__gt=day)
    present = {row.provider_id: row for row in later.order_by("-since")}
    for step in steps(_named(run_id, users), present):
        if step.present is not None and step.present.since > day:
            continue  # somebody decided on a later day
        _take(step, cohe_id, run_id, day)


def land_claims(*, cohe_id: int, run_id: int, day: date, new: tuple[int, int] | None) -> int:
    """Put claims without an HSC on their provider's HSC's desk; return how many. `new`: ids brought now."""
    first, last = new or (0, 0)
    values: dict[str, Any] = {"cohe": cohe_id, "run": run_id, "day": day, "reason": REASON}
    values |= {"first": first, "last": last}
    history.expect_many_rows()
    with connection.cursor() as cursor:
        cursor.execute(LAND, values)
        landed: int = cursor.fetchone()[0]
    return landed


def take_back(*, cohe_id: int, run_id: int) -> None:
    """Undo the assignments that an import made, unless a person has changed them since."""
    history.expect_many_rows()
    with connection.cursor() as cursor:
        cursor.execute(UNLAND, {"cohe": cohe_id, "run": run_id})
    noted = ImportChange.objects.filter(extract_import_id=run_id, table="provider_assignments").order_by(
        "-id"
    )
    for change in noted:
        if change.kind == "new":
            ProviderAssignment.objects.filter(pk=change.row).delete()
        else:
            _restore(change.row, change.before or {})


def _restore(assignment_id: int, before: Mapping[str, Any]) -> None:
    """Put an assignment back, until the day from which a person has given the provider to somebody since."""
    span = ProviderAssignment.objects.filter(pk=assignment_id).first()
    if span is None:
        return
    until = date.fromisoformat(before["until"]) if before["until"] else None
    others = ProviderAssignment.objects.filter(provider=span.provider_id, since__gt=span.since)
    later = others.order_by("since").values_list("since", flat=True).first()
    span.hsc_id = before["hsc_id"]
    span.until = min((day for day in (until, later) if day), default=None)
    span.save(update_fields=["hsc", "until"])


def user_ids(cohe_id: int, today: date) -> dict[str, int]:
    """Return the users of the COHE on a day: address in lower case to id."""
    members = Membership.objects.current(today).filter(cohe_id=cohe_id)
    return dict(members.values_list("person__email", "person_id"))


def _named(run_id: int, users: dict[str, int]) -> list[Named]:
    """Return what the present providers' rows name, compared with what they named before this import."""
    changes = ImportChange.objects.filter(extract_import_id=run_id, table="providers", kind="changed")
    before = {row: (said or {}).get("hsc_email", "") for row, said in changes.values_list("row", "before")}
    named = []
    for row, email in (
        Provider.objects.filter(withdrawn_at=None).order_by("id").values_list("id", "hsc_email")
    ):
        earlier = before.get(row, email)
        is_anew = earlier.lower() != email.lower()
        named.append(Named(row, users.get(email.lower()), is_anew, users.get(earlier.lower())))
    return named


def _take(step: Step, cohe_id: int, run_id: int, day: date) -> None:
    now = step.present
    if now is not None:
        before = {"hsc_id": now.hsc_id, "until": now.until and now.until.isoformat()}
        _note(cohe_id, run_id, now, "changed", before)
        if step.hsc_id is not None and now.since == day:
            now.hsc_id = step.hsc_id
            now.save(update_fields=["hsc"])
            return
        now.until = max(day, now.since + timedelta(days=1))
        now.save(update_fields=["until"])
    if step.hsc_id is not None:
        begun = ProviderAssignment.objects.create(
            cohe_id=cohe_id, provider_id=step.provider_id, hsc_id=step.hsc_id, since=day, reason=REASON
        )
        _note(cohe_id, run_id, begun, "new", None)


def _note(
    cohe_id: int, run_id: int, row: ProviderAssignment, kind: str, before: Mapping[str, Any] | None
) -> None:
    ImportChange.objects.create(
        cohe_id=cohe_id,
        extract_import_id=run_id,
        table="provider_assignments",
        row=row.pk,
        kind=kind,
        before=before,
    )
