"""The demonstration into an empty database: people, extracts, notes, the last working day, today's list."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction

from cohe import tenancy
from cohe.models import Cohe, Role
from coordination.demonstration import (
    load_billing,
    load_community,
    load_day,
    load_desk,
    load_extracts,
    load_letters,
    load_ohms,
    load_people,
    load_plans,
    load_referrals,
    load_return_to_work,
    load_surgeries,
    load_together,
    load_transitions,
    roster,
    world,
)
from coordination.demonstration.roster import Center

# What a floor above adds to each COHE, inside its context.
Furnish = Callable[[load_desk.Desk], None]


class HoldsOthers(Exception):
    """The database serves COHEs already; the message is the sentence to show."""


def is_loaded() -> bool:
    """Say whether the demonstration is there already."""
    return Cohe.objects.filter(code=roster.CEDAR.code, is_synthetic=True).exists()


def check_is_empty() -> None:
    """Raise `HoldsOthers` when there is any COHE: invented claims never stand beside real ones."""
    codes = ", ".join(Cohe.objects.values_list("code", flat=True))
    if codes:
        raise HoldsOthers(
            f"This database holds {codes}: the demonstration is loaded into an empty one only. "
            "Start another with COHE_STATE_DIR, or name the database of another with DATABASE_URL."
        )


@transaction.atomic
def load(day: date, *, scale: float, above: Sequence[Furnish] = ()) -> None:
    """Load all COHEs of the demonstration as they stand on `day`: all of it or, after a crash, nothing."""
    check_is_empty()
    for center in roster.CENTERS:
        load_center(center, day, scale, above)
    load_transitions.between(day)


def load_center(center: Center, day: date, scale: float, above: Sequence[Furnish]) -> None:
    """Load one COHE."""
    cohe = Cohe.objects.create(code=center.code, name=center.name, is_synthetic=True)
    with tenancy.acting(tenancy.Context(cohe.pk, request_id="demonstration")):
        told = world.make(center, day, scale=scale)
        team = load_people.hire(cohe, told.setting)
        load_extracts.bring_in(team, told)
        desk = load_desk.desk_of(team, told)
        load_desk.load(desk)
        load_plans.load(desk)
        load_referrals.load(desk)
        load_surgeries.load(desk)
        load_return_to_work.load(desk)
        load_together.load(desk)
        load_transitions.load(desk)
        load_ohms.load(desk)
        load_billing.load(desk)
        load_community.load(desk)
        load_letters.load(desk)
        load_day.play(desk)
        for furnish in above:
            furnish(desk)


def sign_in_lines() -> list[str]:
    """Return what a stranger needs to look around: who may sign in, with what, and where to begin."""
    lines = ["The demonstration: three invented COHEs, every person and claim in them made up.", "Sign in as"]
    for center in roster.CENTERS:
        lines += [
            f"  {one.email(center.code):28} {one.name}, {Role(one.role).label}, {center.name}"
            for one in center.staff
        ]
    name, email = roster.CONTRACT_MANAGER
    lines.append(f"  {email:28} {name}, {Role.CONTRACT_MANAGER.label}, all three")
    lines.append(f"with the password {roster.ONE_PASSWORD}")
    first = roster.CEDAR.hscs[0]
    lines.append(
        f"Begin with {first.email(roster.CEDAR.code)}: her claim {roster.CEDAR.showpiece} shows everything."
    )
    return lines
