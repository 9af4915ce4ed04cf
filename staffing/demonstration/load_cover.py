"""Who covers next week's absence: some days wholly, then the claims of two providers; and who leaves soon."""

from datetime import timedelta

from claims.models import Provider
from claims.queries import caseload
from cohe.models import Membership, Role
from coordination.demonstration import roster
from coordination.demonstration.load_desk import Desk
from coordination.demonstration.load_people import at
from staffing.actions import cover, leavers
from staffing.actions.cover import Covering
from staffing.models import Absence

COVERED_DAYS = 3
LEAVES_AFTER = 18


def load(desk: Desk) -> None:
    """Plan the cover of whoever is away next week, as far as there are colleagues to plan it with."""
    setting, by = desk.world.setting, desk.team.one(Role.SUPERVISOR)
    coming = Absence.objects.select_related("person").filter(first_on__gt=setting.day).first()
    if coming is not None:
        plan(desk, coming, by)
    if setting.center == roster.PALOUSE:
        last = desk.team.hscs[-1].person
        day = setting.monday + timedelta(days=LEAVES_AFTER)
        leavers.set_departure(person=last, last_on=day, by=by, at=at(setting.monday - timedelta(days=4), 10))


def plan(desk: Desk, absence: Absence, by: Membership) -> None:
    """Let one colleague cover the first days, and another two providers on the others."""
    others = [one for one in desk.team.hscs if one.person_id != absence.person_id]
    hers = caseload.providers_of(hsc=absence.person, today=absence.first_on)
    chosen = Provider.objects.filter(pk__in=[one.provider_id for one in hers[:2]])
    turns = absence.first_on + timedelta(days=COVERED_DAYS)
    said = at(desk.world.setting.monday - timedelta(days=3), 9)
    before = turns - timedelta(days=1)
    cover.set_cover(absence=absence, covering=Covering(others[0], absence.first_on, before), by=by, at=said)
    part = Covering(others[-1], turns, absence.last_on, providers=list(chosen))
    cover.set_cover(absence=absence, covering=part, by=by, at=said)
