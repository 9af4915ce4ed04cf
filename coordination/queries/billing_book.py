"""What the checks of billing need of some notes, read in a fixed number of queries (domain.md 5)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from claims.models import Claim
from cohe.models import ProviderNumber
from cohe.provider_numbers import may_bill_on
from coordination import billing
from coordination.billing import Activity, Around, Code, Unit
from coordination.choices import NoteKind
from coordination.facts import Facts
from coordination.known import left_list_on
from coordination.models import BillingCode, BillingLine, CaseNote
from coordination.policy import Policy
from coordination.queries import policy


@dataclass(frozen=True, slots=True)
class Used:
    """Units of a line that stands, with what limits count by."""

    code: str
    claim_id: int
    biller_id: int
    on: date
    units: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A code under which a note may be billed, with its units and, where the code has a rate, the amount."""

    code: BillingCode
    units: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a note may be billed under, the likeliest first; where nothing fits, the sentences that say why.

    `asks_why`: the claim had left the list, and the reason why work went on is missing.
    """

    offers: tuple[Offer, ...]
    sentences: tuple[str, ...]
    asks_why: bool


@dataclass(slots=True)
class Book:
    """The facts around a set of notes. Lines that are made meanwhile are added by `add`."""

    today: date
    numbers: Policy
    codes: Sequence[BillingCode]
    claims: dict[int, Claim]
    provider_numbers: dict[int, list[ProviderNumber]]
    of_the_day: dict[tuple[int, date], list[tuple[int, Activity]]]
    billed: set[int]
    used: list[Used] = field(default_factory=list)

    def verdict(self, note: CaseNote, exit_reason: str = "") -> Verdict:
        """Return the codes that fit a note, or what keeps it from being billed under the nearest one."""
        one = activity_of(note)
        likely = sorted(self.codes, key=lambda code: (not code.kinds, not code.roles, code.code))
        in_force = [code for code in likely if is_in_force(code, note.contact_on)]
        if not in_force:
            words = f"No billing code is in force on {note.contact_on:%-d %b %Y}: ask the administrator."
            return Verdict((), (*billing.of_the_note(one), words), False)
        said = [(code, self.refusals(code, one, note.pk, exit_reason)) for code in in_force]
        offers = tuple(offer_of(code, note.minutes) for code, sentences in said if not sentences)
        nearest = min((sentences for _, sentences in said), key=len)
        left = self.left_on(note.claim_id)
        asks = not offers and left is not None and note.contact_on > left and not exit_reason.strip()
        return Verdict(offers, () if offers else nearest, asks)

    def refusals(
        self, row: BillingCode, one: Activity, note_id: int, exit_reason: str = ""
    ) -> tuple[str, ...]:
        """Return what keeps a note from being billed under a code, in sentences."""
        code = code_of(row)
        return billing.refusals(code, one, self.around(code, one, note_id, exit_reason))

    def around(self, code: Code, one: Activity, note_id: int, exit_reason: str) -> Around:
        """Return what else decides; a period of a code ends with the day of the activity."""
        since = one.on - timedelta(days=max(code.period_days - 1, 0))
        same = [used for used in self.used if used.code == code.code]
        of_claim = [used for used in same if used.claim_id == one.claim_id]
        others = self.of_the_day.get((one.author_id, one.on), [])
        return Around(
            today=self.today,
            established_on=self.claims[one.claim_id].claim_established_date,
            left_on=self.left_on(one.claim_id),
            exit_reason=exit_reason,
            may_bill=may_bill_on(self.provider_numbers.get(one.author_id, []), one.on),
            late_after_days=self.numbers.billing_late_days,
            is_billed=note_id in self.billed,
            others=tuple(other for pk, other in others if pk != note_id),
            units_that_day=sum(u.units for u in same if u.biller_id == one.author_id and u.on == one.on),
            units_of_claim=sum(used.units for used in of_claim),
            units_of_period=sum(used.units for used in of_claim if since <= used.on <= one.on),
        )

    def left_on(self, claim_id: int) -> date | None:
        """Return the first day on which the claim is on no list any more, None when it never appeared."""
        claim = self.claims[claim_id]
        if claim.appeared is None:
            return None
        return left_list_on(
            Facts(
                claim_id,
                claim.claim_number,
                claim.claim_status,
                claim.appeared,
                self.numbers,
                status_date=claim.status_date,
                date_of_injury=claim.date_of_injury,
                first_visit_date=claim.first_visit_date,
                handed_over_on=claim.handed_over_on,
            )
        )

    def number_of(self, person_id: int, day: date) -> str:
        """Return the provider number with which somebody bills on a day."""
        rows = self.provider_numbers.get(person_id, [])
        return next((row.number for row in rows if may_bill_on([row], day)), "")

    def add(self, line: BillingLine, note: CaseNote) -> None:
        """Count a line that was made: it uses up limits, and its note is billed."""
        self.billed.add(note.pk)
        self.used.append(Used(line.code.code, note.claim_id, line.biller_id, line.on, line.units))


def book_of(notes: Collection[CaseNote], today: date) -> Book:
    """Read what the checks of these notes need."""
    authors = {note.author_id for note in notes}
    claim_ids = {note.claim_id for note in notes}
    days = {note.contact_on for note in notes}
    lines = BillingLine.objects.standing()
    used = lines.filter(Q(note__claim__in=claim_ids) | Q(biller__in=authors, on__in=days))
    return Book(
        today=today,
        numbers=policy.in_force(today),
        codes=tuple(BillingCode.objects.all()),
        claims=Claim.objects.in_bulk(claim_ids),
        provider_numbers=numbers_of(authors),
        of_the_day=days_of(CaseNote.objects.filter(author__in=authors, contact_on__in=days)),
        billed=set(lines.filter(note__in=[note.pk for note in notes]).values_list("note_id", flat=True)),
        used=[
            Used(*row) for row in used.values_list("code__code", "note__claim", "biller_id", "on", "units")
        ],
    )


def numbers_of(people: Iterable[int]) -> dict[int, list[ProviderNumber]]:
    """Return the provider numbers of people, by person."""
    found: defaultdict[int, list[ProviderNumber]] = defaultdict(list)
    for row in ProviderNumber.objects.filter(person__in=people):
        found[row.person_id].append(row)
    return found


def days_of(notes: Iterable[CaseNote]) -> dict[tuple[int, date], list[tuple[int, Activity]]]:
    """Return the activities of each author and day, with the number of their note."""
    found: defaultdict[tuple[int, date], list[tuple[int, Activity]]] = defaultdict(list)
    for note in notes:
        found[note.author_id, note.contact_on].append((note.pk, activity_of(note)))
    return found


def activity_of(note: CaseNote) -> Activity:
    """Return what a note says of billing."""
    return Activity(
        claim_id=note.claim_id,
        author_id=note.author_id,
        role=note.author_role,
        kind=note.kind,
        on=note.contact_on,
        person=note.person,
        purpose=note.purpose,
        outcome=note.outcome,
        minutes=note.minutes,
        is_billable=note.is_billable,
        is_administrative=note.kind == NoteKind.ADMINISTRATIVE,
        started_at=note.started_at,
    )


def code_of(row: BillingCode) -> Code:
    """Return a row of the code table as the checks read it."""
    return Code(
        code=row.code,
        label=row.label,
        unit=Unit(row.unit),
        since=row.since,
        minutes_per_unit=row.minutes_per_unit,
        rounding=row.rounding,
        until=row.until,
        roles=frozenset(row.roles),
        kinds=frozenset(row.kinds),
        most_a_day=row.most_a_day,
        most_a_claim=row.most_a_claim,
        most_a_period=row.most_a_period,
        period_days=row.period_days,
        rate=row.rate,
    )


def is_in_force(row: BillingCode, day: date) -> bool:
    """Say whether a code is in force on a day."""
    return row.since <= day and (row.until is None or day < row.until)


def offer_of(row: BillingCode, minutes: int) -> Offer:
    """Return what a code makes of some minutes."""
    code = code_of(row)
    units = billing.units_of(code, minutes)
    return Offer(row, units, billing.amount_of(code, units))


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of amounts, those without a rate as nothing."""
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def units_by_code(offers: Iterable[Offer]) -> Counter[str]:
    """Return how many units each code makes."""
    found: Counter[str] = Counter()
    for offer in offers:
        found[offer.code.code] += offer.units
    return found
