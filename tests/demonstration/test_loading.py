"""The demonstration in the database, loaded once for all these tests and rolled back after them."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.models import Claim, ClaimAssignment, Cover, ExtractImport, TierChange
from cohe import tenancy
from cohe.models import AccessEvent, Cohe, Membership, PolicyValue, Role
from coordination.demonstration import roster
from coordination.demonstration.loading import sign_in_lines
from coordination.models import (
    Addendum,
    CaseNote,
    DeskAction,
    Draft,
    Frq,
    ItemEvent,
    Letter,
    MinutesCorrection,
    Record,
    SavedView,
    VisitPacket,
    WorkItem,
    WorklistRun,
)
from staffing.demonstration import loading
from staffing.models import Discussion, Improvement, QuarterFigure, QuarterlyReport, StaffingCheck
from staffing.quarter import Quarter
from staffing.queries import team
from staffing.queries.cover import cover_page
from staffing.queries.forecast import being_made, known
from staffing.queries.improvements import progress_today
from staffing.queries.measures import measured
from staffing.queries.ratio import ratio_page
from staffing.queries.scenarios import kept
from training.queries.standing import standings

DAY = date(2026, 10, 15)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(DAY, scale=0.1)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cedar(loaded: None) -> Iterator[Cohe]:
    """The large COHE, in force."""
    cohe = Cohe.objects.get(code=roster.CEDAR.code)
    with tenancy.acting(tenancy.Context(cohe.pk)):
        yield cohe


def test_three_cohes_are_there_and_marked_as_invented(loaded):
    assert sorted(Cohe.objects.values_list("code", "is_synthetic")) == [
        ("CEDAR", True), ("ORCA", True), ("PALOUSE", True),
    ]  # fmt: skip


def test_everybody_signs_in_with_the_password_that_is_told(loaded):
    told = "\n".join(sign_in_lines())
    first = roster.CEDAR.hscs[0].email(roster.CEDAR.code)
    assert first in told
    assert roster.ONE_PASSWORD in told
    assert authenticate(None, username=first, password=roster.ONE_PASSWORD)


def test_every_role_is_held_in_every_cohe(loaded):
    held = set(Membership.objects.values_list("cohe__code", "role"))
    assert held == {(center.code, role) for center in roster.CENTERS for role in Role.values}


def test_one_contract_manager_sees_all_three(loaded):
    managers = Membership.objects.filter(role=Role.CONTRACT_MANAGER)
    assert managers.count() == 3
    assert managers.values("person").distinct().count() == 1


def test_imports_show_one_applied_one_refused_and_one_with_changes(cedar):
    states = list(ExtractImport.objects.order_by("made_on").values_list("state", flat=True))
    latest = ExtractImport.objects.order_by("made_on").last()
    assert states == ["applied", "refused", "applied"]
    assert latest.findings.filter(severity="set-aside").exists()
    assert set(latest.changes.values_list("kind", flat=True)) >= {"changed", "withdrawn"}


def test_claims_are_on_the_desks_of_their_hscs_since_they_appeared(cedar):
    assert Claim.objects.exclude(hsc=None).values("hsc").distinct().count() == len(roster.CEDAR.hscs)
    first = ClaimAssignment.objects.select_related("claim").order_by("since").first()
    assert first.since == first.claim.appeared


def test_some_claims_are_nobodys(cedar):
    assert Claim.objects.unassigned().exists()


@pytest.mark.parametrize(
    "model",
    [
        *(Addendum, CaseNote, Draft, Frq, Letter, MinutesCorrection, PolicyValue, Record, SavedView),
        *(TierChange, VisitPacket),
    ],
    ids=lambda model: model.__name__,
)
def test_no_page_is_empty(cedar, model):
    assert model.objects.exists()


@pytest.mark.parametrize(
    "kind", ["opened", "done", "snoozed", "dismissed", "reassigned", "undone", "cleared"]
)
def test_items_have_a_history(cedar, kind):
    assert ItemEvent.objects.filter(kind=kind).exists()


@pytest.mark.parametrize("state", ["open", "snoozed", "done", "dismissed"])
def test_every_tab_is_alive(cedar, state):
    assert WorkItem.objects.filter(state=state).exists()


def test_assistant_and_advisor_have_items(cedar):
    for role in (Role.ASSISTANT, Role.ADVISOR):
        person = Membership.objects.get(cohe=cedar, role=role).person
        assert WorkItem.objects.live().filter(owner=person).exists()


def test_an_hsc_is_away_today_and_covered(cedar):
    cover = Cover.objects.get(since__lte=DAY)
    assert cover.since <= DAY < cover.until


def test_next_weeks_absence_is_covered_in_part(cedar):
    (away,) = [one for one in cover_page(DAY).away if one.absence.first_on > DAY]
    assert away.state == "Partly covered" and len(away.without) == 2
    assert [bool(one.part) for one in away.covers] == [False, True]


def test_the_list_was_made_this_morning_and_the_working_day_before(cedar):
    made = list(WorklistRun.objects.order_by("as_of").values_list("as_of", "kind"))
    assert made == [(DAY - timedelta(days=1), "morning"), (DAY, "morning")]


def test_going_live_is_one_step_of_the_administrator(cedar):
    step = DeskAction.objects.get(kind="go-live")
    assert step.by == Membership.objects.get(cohe=cedar, role=Role.ADMINISTRATOR).person
    assert step.records.count() > 50


def test_openings_are_in_the_trail_with_reasons(cedar):
    assert AccessEvent.objects.filter(action="opened", subject="claim").count() > 50
    assert AccessEvent.objects.exclude(reason="").filter(action="reason").exists()


def test_the_showpiece_is_on_the_first_hscs_desk_with_everything(cedar):
    claim = Claim.objects.get(claim_number=roster.CEDAR.showpiece)
    assert claim.hsc.email == roster.CEDAR.hscs[0].email(roster.CEDAR.code)
    assert claim.tier == "high"
    assert set(claim.notes.values_list("kind", flat=True)) >= {"frq", "surgery", "vrc", "conference"}
    assert claim.items.live().count() >= 5


@pytest.mark.parametrize(
    ("code", "ratio", "is_over"), [("CEDAR", "590.00", True), ("PALOUSE", "588.00", False)]
)
def test_one_cohe_stands_on_the_line_and_one_above(loaded, code, ratio, is_over):
    with tenancy.acting(tenancy.Context(Cohe.objects.get(code=code).pk)):
        found = ratio_page(quarter=Quarter.of(DAY).previous, today=DAY).quarterly
    assert (str(found.ratio), found.is_over) == (ratio, is_over)


def test_staffing_has_a_vacancy_checks_of_two_years_and_a_discussion_in_each_state(cedar):
    vacancies = team.team_page(DAY).vacancies
    assert [str(one.person) for one in vacancies] == ["Harriet Blum"]
    assert StaffingCheck.objects.count() == 8
    assert sorted(map(bool, Discussion.objects.values_list("held_on", flat=True))) == [False, True]


def test_a_forecast_is_asked_for_with_enough_quarters_and_two_scenarios(cedar):
    assert len(known(DAY).history) == 16 and known(DAY).so_far > 0
    assert being_made().count() == 1
    assert [len(vars(one)["steps_kept"]) for one in kept()] == [1, 1]


def test_coordinators_are_learning_late_conditional_and_qualified_by_the_second_version(cedar):
    found = {one.person.name.split()[0]: one for one in standings(DAY)}
    learning, late = found["Petra"].first_training, found["Thuy"].first_training
    assert learning.met_on is None and 0 < (learning.due_on - DAY).days < 31 and late.is_late(DAY)
    assert found["Ben"].finding.verdict == "conditional"
    assert [one.hsc.verdict for one in found["Rafael"].by_version] == ["not-qualified", "qualified"]
    assert found["Maya"].missing == ()


def test_a_second_load_is_refused_with_a_sentence(loaded):
    with pytest.raises(CommandError, match="This database holds CEDAR, ORCA, PALOUSE"):
        call_command("load_demonstration")


def test_loading_if_empty_again_only_tells_who_may_sign_in(loaded):
    out = StringIO()
    call_command("load_demonstration", "--if-empty", stdout=out)
    assert "maya@cedar.example" in out.getvalue()
    assert Cohe.objects.count() == 3


def test_beside_a_real_cohe_nothing_is_loaded(db):
    out = StringIO()
    Cohe.objects.create(code="REAL", name="A real COHE")
    call_command("load_demonstration", "--if-empty", stdout=out)
    assert out.getvalue() == ""
    with pytest.raises(CommandError, match="This database holds REAL"):
        call_command("load_demonstration")


@pytest.mark.parametrize("scale", ["0", "-1", "11", "much", "nan"])
def test_a_scale_that_cannot_be_is_refused(scale):
    with pytest.raises(CommandError, match="is no scale"):
        call_command("load_demonstration", f"--scale={scale}")


def test_reports_are_frozen_one_twice_one_is_a_draft_and_some_figures_moved(cedar):
    versions = QuarterlyReport.objects.order_by("year", "number", "version")
    assert [(one.version, one.is_draft) for one in versions] == [
        (1, False), (2, False), (1, False), (1, True),
    ]  # fmt: skip
    moved = QuarterFigure.objects.filter(year=versions[2].year, number=versions[2].number)
    assert moved.get(code="M11").corrected == 3
    assert moved.filter(matured__gt=0).exists()


def test_every_measure_has_a_figure_and_a_project_has_moved_its_own(cedar):
    found = measured(Quarter.of(DAY).previous, DAY)
    assert all(one.figure is not None and one.met is not None for one in found)
    assert [one.finding.split()[0] for one in progress_today(Improvement.objects.all(), DAY)] == ["better"]
