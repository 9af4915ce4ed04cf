"""Role shares, days away, reporting lines, checks of eight quarters and their discussions of one COHE."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from claims.models import Away
from cohe.models import Employment, Membership, Person, Role
from cohe.workdays import add_days, add_months, business_day_from, day_after
from coordination.demonstration.load_desk import Desk
from coordination.demonstration.load_people import at
from staffing import fte
from staffing.actions import checks
from staffing.choices import AbsenceKind, CheckKind, StaffRole
from staffing.demonstration.casts import CASTS, Cast, rest_minutes, steady_minutes
from staffing.models import Absence, ReportingLine, RoleShare, StaffingCheck
from staffing.quarter import Quarter
from staffing.queries import policy, ratio

# Claims are there for a year: of so many whole quarters the checks count them, earlier ones say what was.
COUNTED = 3
CHECKED = 8
STRATEGY = "One more HSC from the summer on, half-time; Ingrid keeps two days a week on claims until then."
OUTCOME = "Agreed. The contract manager looks again after the next quarter."


@dataclass(frozen=True, slots=True)
class Team:
    """The staff of one COHE by first name, with the day each was hired, and the quarters that are over."""

    desk: Desk
    cast: Cast
    people: dict[str, Person]
    hired: dict[int, date]
    over: tuple[Quarter, ...]

    @property
    def cohe_id(self) -> int:
        """Return the COHE."""
        return self.desk.team.cohe.pk

    @property
    def today(self) -> date:
        """Return the day of the demonstration."""
        return self.desk.world.setting.day

    @property
    def supervisor(self) -> Membership:
        """Return who answers for staffing."""
        return self.desk.team.one(Role.SUPERVISOR)

    def share(self, name: str, role: StaffRole, minutes: int, since: date, until: date | None) -> RoleShare:
        """Return a share, not before the hire."""
        person = self.people[name]
        return RoleShare(
            cohe_id=self.cohe_id,
            person=person,
            role=role,
            minutes_a_week=minutes,
            full_time_minutes=self.cast.full_time,
            since=max(since, self.hired[person.pk]),
            until=until,
            set_by=self.supervisor.person,
        )


def load(desk: Desk) -> None:
    """Write the staffing of a COHE as it stands on the demonstration's day."""
    cast = CASTS[desk.world.setting.center.code]
    first = Quarter.of(desk.world.setting.day)
    over = tuple(first.plus(-n) for n in range(1, CHECKED + 1))
    come_and_go(desk, cast, first)
    people = {one.person.name.split()[0]: one.person for one in desk.team.members.values()}
    spells = list(Employment.objects.select_related("person"))
    people |= {one.person.name.split()[0]: one.person for one in spells}
    team = Team(desk, cast, people, {one.person_id: one.hired_on for one in spells}, over)
    RoleShare.objects.bulk_create(one for one in shares(team, spells) if one.minutes_a_week)
    away = Absence.objects.bulk_create(absences(team))
    Away.objects.bulk_create(
        Away(cohe_id=team.cohe_id, person_id=one.person_id, first_on=one.first_on, last_on=one.last_on)
        for one in away
    )
    ReportingLine.objects.bulk_create(lines(team))
    check_quarters(team)


def come_and_go(desk: Desk, cast: Cast, quarter: Quarter) -> None:
    """Let somebody leave and somebody come within the quarter that runs."""
    gone = (desk.world.setting.day - quarter.first).days
    left, hired = add_days(quarter.first, gone // 3), add_days(quarter.first, gone * 2 // 3)
    if cast.leaves:
        employ(desk, cast.leaves[0], add_days(left, -1300), left)
    if cast.comes:
        employ(desk, cast.comes[0], hired, None)


def employ(desk: Desk, name: str, hired: date, left: date | None) -> None:
    """Add somebody to the staff who is not in the roster; she cannot sign in."""
    cohe = desk.team.cohe
    email = f"{name.split()[0]}@{cohe.code}.example".lower()
    person = Person(email=email, name=name)
    person.set_unusable_password()
    person.save()
    Employment.objects.create(cohe=cohe, person=person, hired_on=hired, left_on=left)
    until = day_after(left)
    Membership.objects.create(cohe=cohe, person=person, role=Role.HSC, since=hired, until=until)


def shares(team: Team, spells: Sequence[Employment]) -> Iterator[RoleShare]:
    """Yield every share: HSC time worked out from the claims, other roles as they are."""
    cast, begin = team.cast, team.over[-1].first
    ends = {one.person_id: add_days(one.left_on, 1) for one in spells if one.left_on}
    counts = ratio.initiated_by_quarter(team.over[COUNTED - 1], team.over[0])
    steady = steady_minutes(cast, counts[team.over[0]])
    for name, minutes in steady.items():
        yield team.share(name, StaffRole.HSC, minutes, begin, ends.get(team.people[name].pk))
    for place, quarter in enumerate(team.over[:COUNTED]):
        minutes = rest_minutes(cast, steady, counts[quarter], cast.ratios[place])
        until = team.over[place - 1].first if place else None
        yield team.share(cast.rest, StaffRole.HSC, minutes, quarter.first, until)
    earlier = rest_minutes(cast, steady, counts[team.over[0]], cast.ratios[0])
    yield team.share(cast.rest, StaffRole.HSC, earlier, begin, team.over[COUNTED - 1].first)
    for name, role, part in cast.others:
        yield team.share(name, role, round(part * cast.full_time), begin, None)
    if cast.comes:
        name, part = cast.comes
        size = Fraction(max(steady.values()), cast.full_time)
        yield team.share(
            name.split()[0], StaffRole.HSC, round(part * size * cast.full_time), team.over[0].first, None
        )


def absences(team: Team) -> Iterator[Absence]:
    """Yield who is away: the last HSC this week, as her cover says, and another next week."""
    monday = team.desk.world.setting.monday
    hscs = team.desk.team.hscs
    if len(hscs) < 2:
        return
    for member, first, kind in (
        (hscs[-1], monday, AbsenceKind.VACATION),
        (hscs[1 % (len(hscs) - 1)], monday + timedelta(days=7), AbsenceKind.TRAINING),
    ):
        yield Absence(
            cohe_id=team.cohe_id,
            person_id=member.person_id,
            kind=kind,
            first_on=first,
            last_on=first + timedelta(days=4),
            set_by=team.supervisor.person,
            set_at=at(monday - timedelta(days=10), 9),
        )


def lines(team: Team) -> Iterator[ReportingLine]:
    """Yield whom everybody answers to: the supervisor, and an Assistant the first HSC."""
    first = team.desk.team.hscs[0].person_id
    assistant = team.desk.team.one(Role.ASSISTANT).person_id
    boss = team.supervisor.person_id
    for person, hired in team.hired.items():
        if person == boss:
            continue
        above = first if person == assistant else boss
        since = max(hired, team.over[-1].first)
        yield ReportingLine(cohe_id=team.cohe_id, person_id=person, reports_to_id=above, since=since)


def check_quarters(team: Team) -> None:
    """Keep a check of each quarter: older ones as they were told, then those whose claims are counted."""
    staff = ratio.staffing()
    StaffingCheck.objects.bulk_create(
        told_check(team, staff, place) for place in reversed(range(COUNTED, CHECKED))
    )
    for quarter in reversed(team.over[:COUNTED]):
        day = business_day_from(quarter.next.first)
        found = checks.check_staffing(
            cohe_id=team.cohe_id, quarter=quarter, kind=CheckKind.SCHEDULED, today=day, at=at(day, 6)
        )
        if found.discussion and quarter != team.over[0]:
            hold(team, found, day)


def told_check(team: Team, staff: ratio.Staffing, place: int) -> StaffingCheck:
    """Return the check of a quarter whose claims the product never had."""
    quarter, told = team.over[place], team.cast.ratios
    limits = policy.in_force(quarter.last)
    terms = staff.terms(quarter, limits)
    total, end = fte.total(terms), staff.on(quarter.last, limits)
    claims = int(told[place] * total)
    return StaffingCheck(
        cohe_id=team.cohe_id,
        year=quarter.year,
        number=quarter.number,
        kind=CheckKind.SCHEDULED,
        made_at=at(business_day_from(quarter.next.first), 6),
        claims=claims,
        fte_numerator=total.numerator,
        fte_denominator=total.denominator,
        line=limits.claims_per_fte_quarter,
        claims_of_year=4 * claims,
        end_fte_numerator=end.numerator,
        end_fte_denominator=end.denominator,
        claims_per_fte_year=limits.claims_per_fte_year,
        terms=[checks.term_kept(one) for one in terms],
    )


def hold(team: Team, found: checks.Checked, opened: date) -> None:
    """Let a discussion be held three weeks after its check, and be closed at its follow-up."""
    if found.discussion is None:
        return
    held, follow_up = add_days(opened, 21), add_months(opened, 2)
    said = checks.Said(
        forecast=found.discussion.forecast,
        strategy=STRATEGY,
        held_on=held,
        follow_up_on=follow_up,
        outcome=OUTCOME,
    )
    row = checks.write_discussion(
        discussion=found.discussion, said=said, version=1, by=team.supervisor, today=held, at=at(held, 14)
    )
    if follow_up <= team.today:
        checks.close_discussion(discussion=row, by=team.supervisor, today=follow_up, at=at(follow_up, 10))
