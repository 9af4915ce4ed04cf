"""What people say for the measures: reviews of APFs, comparisons, adopter classes, calls, rescues."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from claims.models import Apf, Claim, Provider
from cohe import audit
from cohe.access import Conflict, Denied
from cohe.clock import PACIFIC
from cohe.models import Cohe, Membership
from coordination.actions import items, tasks
from staffing import policies, sampling
from staffing.choices import Adoption
from staffing.measures import BY_CODE
from staffing.models import AdopterClass, ApfReview, Comparison, ProviderCall
from staffing.quarter import Quarter
from staffing.queries import policy, rescue
from staffing.queries.measure_facts import reviews_of
from staffing.rescue import RESCUES, Chance


@transaction.atomic
def draw_reviews(*, quarter: Quarter, by: Membership, today: date, at: datetime) -> list[ApfReview]:
    """Draw the random sample of a quarter's APFs (M1), once; it is the same whoever draws it.

    Refused before the quarter is over, when it was drawn already, and when it has no APF.
    """
    policies.check_can_keep_measures(by)
    policies.check_quarter_is_over(quarter, today)
    cohe = Cohe.objects.get(pk=by.cohe_id)
    audit.log("measures.apfs-drawn", "quarter", None, at=at)
    if ApfReview.objects.filter(year=quarter.year, number=quarter.number).exists():
        raise Conflict(f"The APFs of {quarter.words} are drawn already: a sample is drawn once.")
    keys = keys_of_apfs(quarter)
    if not keys:
        raise Denied(f"There is no APF with an exam in {quarter.words}.")
    size = policy.in_force(quarter.last).apf_review_size
    drawn = sampling.draw(keys, size, seed_of(cohe, quarter))
    rows = [
        ApfReview(
            cohe_id=by.cohe_id, year=quarter.year, number=quarter.number, apf_id=keys[key],
            drawn_by_id=by.person_id, drawn_at=at,
        )
        for key in drawn
    ]  # fmt: skip
    # Two who draw at once draw the same.
    ApfReview.objects.bulk_create(rows, ignore_conflicts=True)
    return reviews_of(quarter)


def keys_of_apfs(quarter: Quarter) -> dict[str, int]:
    """Return the APFs with an exam in a quarter by what names them outside too: claim, provider, day."""
    rows = Apf.objects.filter(
        withdrawn_at=None,
        claim__withdrawn_at=None,
        exam_date__gte=quarter.first,
        exam_date__lte=quarter.last,
    )
    named = rows.values_list("claim__claim_number", "provider_number", "exam_date", "pk")
    return {f"{number} {provider} {exam.isoformat()}": pk for number, provider, exam, pk in named}


def seed_of(cohe: Cohe, quarter: Quarter) -> str:
    """Return what the sample of a quarter depends on besides its APFs."""
    return f"{cohe.code} {quarter}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reviewer says of an APF; `version` is the one she read."""

    is_complete: bool
    is_on_time: bool
    version: int
    remark: str = ""


@transaction.atomic
def review_apf(*, review: ApfReview, judged: Judged, by: Membership, today: date, at: datetime) -> ApfReview:
    """Say whether a drawn APF is complete and on time; said again, it is corrected, and the trail has both.

    Refused when somebody else said so since the page was opened.
    """
    policies.check_can_keep_measures(by)
    held = ApfReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.version != judged.version:
        raise Conflict("Somebody else has reviewed this APF since you opened it. Reload the page and look.")
    held.is_complete, held.is_on_time = judged.is_complete, judged.is_on_time
    held.remark, held.version = judged.remark.strip(), judged.version + 1
    held.reviewed_by_id, held.reviewed_on = by.person_id, today
    held.save()
    audit.log("measures.apf-reviewed", "apf-review", held.pk, at=at)
    return held


@transaction.atomic
def set_comparison(
    *, quarter: Quarter, percent: Decimal, source: str, by: Membership, at: datetime
) -> Comparison:
    """Set what a quarter's time-loss incidence is held against (M8), with its source, or correct it.

    Refused: a share of 0 or above 100 percent, no source.
    """
    policies.check_can_keep_measures(by)
    if not 0 < percent <= 100:
        raise Denied("The share is more than 0 and at most 100 percent.")
    if not source.strip():
        raise Denied("Say where the figure comes from.")
    row, _ = Comparison.objects.update_or_create(
        cohe_id=by.cohe_id,
        year=quarter.year,
        number=quarter.number,
        defaults={"percent": percent, "source": source.strip(), "set_by_id": by.person_id, "set_at": at},
    )
    audit.log("measures.comparison-set", "comparison", row.pk, at=at)
    return row


@transaction.atomic
def class_provider(
    *, provider: Provider, adoption: Adoption, since: date, reason: str, by: Membership, at: datetime
) -> AdopterClass:
    """Say how far a provider has taken up the best practices, from a day on (M9).

    Refuses a day to come in Washington.
    """
    policies.check_can_keep_measures(by)
    if since > at.astimezone(PACIFIC).date():
        raise Denied(f"{since:%-d %b %Y} is after today.")
    row, _ = AdopterClass.objects.update_or_create(
        cohe_id=by.cohe_id,
        provider=provider,
        since=since,
        defaults={
            "adoption": adoption.value,
            "reason": reason.strip(),
            "set_by_id": by.person_id,
            "set_at": at,
        },
    )
    audit.log("measures.provider-classed", "provider", provider.pk, at=at)
    return row


@transaction.atomic
def record_call(
    *, claim: Claim, on: date, is_billed: bool, source: str, by: Membership, today: date, at: datetime
) -> ProviderCall:
    """Record that provider and employer spoke about a claim (M3).

    Refused: a day to come, a second one of that day, nobody who told of it.
    """
    policies.check_can_record_call(by)
    if on > today:
        raise Denied(f"{on:%-d %b %Y} is after today.")
    if not source.strip():
        raise Denied("Say who told of the call.")
    try:
        with transaction.atomic():
            row = ProviderCall.objects.create(
                cohe_id=claim.cohe_id, claim=claim, on=on, is_billed=is_billed, source=source.strip(),
                recorded_by_id=by.person_id, recorded_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Denied(f"A call of {on:%-d %b %Y} is recorded on this claim already.") from error
    audit.log("measures.call-recorded", "claim", claim.pk, at=at)
    return row


@transaction.atomic
def withdraw_call(*, call: ProviderCall, by: Membership, at: datetime) -> None:
    """Take back a call that was recorded by mistake; it stays in the trail and counts no more."""
    policies.check_can_record_call(by)
    if not ProviderCall.objects.filter(pk=call.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Conflict("This call is taken back already.")
    audit.log("measures.call-withdrawn", "claim", call.claim_id, at=at)


@transaction.atomic
def make_todays_worklist(
    *, code: str, quarter: Quarter, claim_ids: Collection[int], by: Membership, today: date, at: datetime
) -> items.Outcome:
    """Set a task due today for each chosen claim that can still change a measure, with its HSC (J4).

    An HSC sets those of her own claims. Claims that cannot change it any more are left out; twice makes
    nothing twice. Undone as one. Refused when nothing is chosen.
    """
    policies.check_can_rescue(by)
    if not claim_ids:
        raise Denied("Choose at least one claim.")
    chances = rescue.rescue_list(code=code, quarter=quarter, today=today, by=by)
    chosen = {one.claim.claim_id: one for one in chances if one.claim.claim_id in claim_ids}
    claims = Claim.objects.filter(pk__in=chosen).order_by("claim_number")
    return tasks.set_for_hscs(
        tasks=[(claim, task_of(code, chosen[claim.pk], today)) for claim in claims],
        key=f"rescue {code} {quarter}",
        label=f"Rescue list of {code}, {quarter.words}",
        by=by,
        today=today,
        at=at,
    )


def task_of(code: str, chance: Chance, today: date) -> tasks.Task:
    """Return what the HSC finds on her list."""
    return tasks.Task(
        title=chance.title,
        due_on=today,
        area=RESCUES[code].area.value,
        remark=f"{BY_CODE[code].title} ({code}): it counts through {chance.last_day:%-d %b %Y}.",
    )
