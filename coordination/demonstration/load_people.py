"""The invented staff of a COHE, with their employment, its numbers and who covers whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from claims.models import Cover
from cohe import clock
from cohe.models import Cohe, Employment, Membership, Person, PolicyValue, Role
from coordination.demonstration import roster
from coordination.demonstration.roster import Center
from coordination.demonstration.setting import LIVE_DAYS, Setting


@dataclass(frozen=True, slots=True)
class Team:
    """The members of a COHE by address."""

    cohe: Cohe
    members: Mapping[str, Membership]
    hscs: tuple[Membership, ...]

    def one(self, role: Role) -> Membership:
        """Return the first of a role."""
        return next(one for one in self.members.values() if one.role == role)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a day in Washington."""
    return datetime.combine(day, time(hour, minute), clock.PACIFIC)


def hire(cohe: Cohe, setting: Setting) -> Team:
    """Return the staff of a COHE, who can sign in with the demonstration's password."""
    center, day = setting.center, setting.day
    # One hash for all: the password is no secret, and hashing each would take seconds.
    password = make_password(roster.ONE_PASSWORD)
    people = Person.objects.bulk_create(
        Person(email=one.email(center.code), name=one.name, password=password) for one in center.staff
    )
    since = [day - timedelta(days=one.since) for one in center.staff]
    Employment.objects.bulk_create(
        Employment(cohe=cohe, person=person, hired_on=first)
        for person, first in zip(people, since, strict=True)
    )
    made = Membership.objects.bulk_create(
        Membership(cohe=cohe, person=person, role=one.role, since=first)
        for person, one, first in zip(people, center.staff, since, strict=True)
    )
    watch(cohe, password, day)
    set_numbers(cohe, center, next(one.person for one in made if one.role == Role.ADMINISTRATOR), day)
    team = Team(
        cohe, {one.person.email: one for one in made}, tuple(one for one in made if one.role == Role.HSC)
    )
    cover(team, setting)
    return team


def watch(cohe: Cohe, password: str, day: date) -> None:
    """Make the contract manager a member: one person over all three COHEs."""
    name, email = roster.CONTRACT_MANAGER
    person, _ = Person.objects.get_or_create(email=email, defaults={"name": name, "password": password})
    Membership.objects.create(
        cohe=cohe, person=person, role=Role.CONTRACT_MANAGER, since=day - timedelta(days=2 * LIVE_DAYS)
    )


def set_numbers(cohe: Cohe, center: Center, administrator: Person, day: date) -> None:
    """Set the COHE's own policy numbers from their days on."""
    PolicyValue.objects.bulk_create(
        PolicyValue(
            cohe=cohe,
            name=one.name,
            value=one.value,
            since=day - timedelta(days=one.since),
            reason=one.reason,
            set_by=administrator,
            set_at=at(day - timedelta(days=max(one.since, 0) + 1), 11),
        )
        for one in center.numbers
    )


def cover(team: Team, setting: Setting) -> None:
    """Let the last HSC be away this week, covered by the one before; an HSC alone is covered by nobody."""
    if len(team.hscs) < 2:
        return
    Cover.objects.create(
        cohe=team.cohe,
        absent_id=team.hscs[-1].person_id,
        coverer_id=team.hscs[-2].person_id,
        since=setting.monday,
        until=setting.monday + timedelta(days=7),
        set_by_id=team.one(Role.SUPERVISOR).person_id,
    )
