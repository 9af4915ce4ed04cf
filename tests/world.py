"""A small world: one of each thing that an address can name, in Puget and again in Olympia."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from claims.models import Claim
from claims.models.imports import ExtractImport
from cohe import clock, tenancy
from cohe.models import ApiToken, Cohe, Membership, Role
from coordination.models import DeskAction, SavedView
from coordination.worklist.catalogue import OWN_STEP
from tests import make, make_measures, make_plans
from tests.addresses import Address


@dataclass(frozen=True)
class World:
    """People by role, and what each part of an address stands for; `own`: in addresses that need another."""

    people: dict[str, Membership]
    parts: dict[str, object]
    own: dict[str, dict[str, object]]

    @property
    def cohe(self) -> Cohe:
        return self.people[Role.HSC].cohe

    def parts_of(self, address: Address) -> dict[str, object]:
        """Return what each part stands for in an address."""
        return self.parts | self.own.get(address.name, {})

    def url(self, address: Address) -> str:
        """Return the address of this world's thing, with what its page has to be told besides."""
        return address.url(**self.parts_of(address)) + ASKED.get(address.name, "")


def make_world(cohe: Cohe) -> World:
    """Make one of each in a COHE, all the HSC's; Assistant and advisor have an item of the claim.

    What must not leave is called after the COHE, so that it can be found wherever it turns up.
    """
    with tenancy.acting(tenancy.Context(cohe.pk)):
        people = {role.value: member(cohe, role) for role in Role}
        hsc, secrets = people[Role.HSC], secrets_of(cohe)
        claim = make.Claim(
            hsc=hsc.person,
            claim_number=secrets["number"],
            worker_last_name=secrets["name"],
            worker_phone=secrets["phone"],
            icd10=secrets["diagnosis"],
        )
        for role in (Role.ASSISTANT, Role.ADVISOR):
            make.Item(claim=claim, rule=OWN_STEP, about=role, owner=people[role].person)
        parts = parts_of(claim, hsc, people)
        return World(people, parts, own_parts(claim, people, parts))


def secrets_of(cohe: Cohe) -> dict[str, str]:
    """Return what a world says of its worker, by what it is."""
    return {
        "number": f"Z{cohe.pk % 1000:03}{len(cohe.code):03}",
        "name": f"Zz{cohe.code.lower()}",
        "phone": f"509-555-01{cohe.pk % 100:02}",
        "diagnosis": f"S33.5X{cohe.code}",
        "note": f"Sleeps badly, says the worker in {cohe.code}.",
    }


def member(cohe: Cohe, role: Role) -> Membership:
    name = f"{role.label} of {cohe.code}"
    return make.Membership(
        cohe=cohe, role=role, person__name=name, person__email=f"{role}@{cohe.code}.example".lower()
    )


def deed(by: Membership, kind: str) -> DeskAction:
    return DeskAction.objects.create(cohe=by.cohe, kind=kind, label=kind, by=by.person, at=clock.now())


def parts_of(claim: Claim, hsc: Membership, people: dict[str, Membership]) -> dict[str, object]:
    """Return what each part of an address is called in the URL table, and one such thing."""
    at, own = clock.now(), {"cohe_id": claim.cohe_id}
    item = make.Item(claim=claim, owner=hsc.person)
    draft = make.Draft(claim=claim, author=hsc.person)
    run = ExtractImport.objects.create(**own, made_on=make.DAY, uploaded_at=at)
    referral = make.Referral(claim=claim, recorded_by=hsc.person)
    view = SavedView.objects.create(**own, name="Mine", query="tab=today", owner=hsc.person)
    token = ApiToken.objects.create(
        **own,
        person=hsc.person,
        name="Mine",
        digest=uuid.uuid4().hex,
        created_at=at,
        expires_at=at + timedelta(days=1),
    )
    return {
        "claim_id": claim.pk,
        "item_id": item.pk,
        "action_id": deed(hsc, "done").pk,
        "note_id": make.Note(claim=claim, author=hsc.person, text=secrets_of(claim.cohe)["note"]).pk,
        "frq_id": make.Frq(claim=claim, asked_by=hsc.person).pk,
        "record_id": make.Record(claim=claim, recorded_by=hsc.person).pk,
        "hand_over_id": make.HandOver(claim=claim, receiving_cohe=make.Cohe(), sent_by=hsc.person).pk,
        "packet_id": make.Packet().pk,
        "transfer_id": make.Transfer(claim=claim, recorded_by=hsc.person).pk,
        "stay_id": make.HospitalStay(claim=claim, recorded_by=hsc.person).pk,
        "checklist_id": make.Checklist(claim=claim, began_by=hsc.person).pk,
        "referral_id": referral.pk,
        "use_id": make.ReferralUse(referral=referral, recorded_by=hsc.person).pk,
        "step": "schedule",
        "row_id": make.WorkStatus(claim=claim, recorded_by=hsc.person).pk,
        "letter_id": make.Letter(claim=claim, written_by=hsc.person).pk,
        "visit_packet_id": make.VisitPacket(claim=claim, made_by=hsc.person).pk,
        "letter_template": make.LetterTemplate(slug=own_slug(claim.cohe), made_by=hsc.person).slug,
        "conference_id": make.Conference(claim=claim, recorded_by=hsc.person).pk,
        "question_id": make.Question(
            claim=claim, advisor=people[Role.ADVISOR].person, asked_by=hsc.person
        ).pk,
        "delegation_id": make.Delegation(
            claim=make.Claim(hsc=hsc.person), assistant=people[Role.ASSISTANT].person, given_by=hsc.person
        ).pk,
        "assessment_id": make.Assessment(claim=claim, taken_by=hsc.person).pk,
        "intervention_id": make.Intervention(claim=claim, recorded_by=hsc.person).pk,
        "check_id": make.MedicationCheck(claim=claim, checked_by=hsc.person).pk,
        "paper_id": make.Paper(claim=claim, recorded_by=hsc.person).pk,
        "slug": make.AssessmentForm(slug=own_slug(claim.cohe), made_by=hsc.person).slug,
        **parts_of_community(claim, hsc),
        "provider_id": make.Provider().pk,
        "import_id": run.pk,
        "view_id": view.pk,
        "token_id": token.pk,
        "membership_id": people[Role.ASSISTANT].pk,
        "person_id": hsc.person_id,
        **parts_of_plan(claim, hsc),
        **parts_of_staffing(hsc),
        **parts_of_measures(claim, hsc),
        **parts_of_training(hsc),
        **parts_of_surgery(claim, hsc),
        **parts_of_billing(claim, hsc),
        "draft_id": draft.pk,
        "key": draft.key,
    }


def own_slug(cohe: Cohe) -> str:
    """Return how a COHE calls its own template or form: no other COHE has one of that name."""
    return f"of-{cohe.code.lower()}"


def own_parts(
    claim: Claim, people: dict[str, Membership], parts: dict[str, object]
) -> dict[str, dict[str, object]]:
    """Return by name of an address what it needs another thing for than its part says elsewhere."""
    hsc = people[Role.HSC]
    task = claim.items.get(rule=OWN_STEP, about=Role.ASSISTANT)
    at = clock.now()
    submitted = make.QuarterlyReport(
        number=2, begun_by=hsc.person, begun_at=at, submitted_by=hsc.person, submitted_at=at,
        as_of=make.DAY, signed_name="Sam",
    )  # fmt: skip
    figure = make.ReportFigure(report=submitted)
    make.ReportRows(
        report=submitted, code=figure.code, rows=[["claim:1", [claim.claim_number], True, "", claim.pk]]
    )
    rows = {"quarter": "2026Q2", "version": submitted.version, "figure": figure.code}
    entered = {"action_id": deed(hsc, "ohms").pk}
    live = {"action_id": deed(people[Role.ADMINISTRATOR], "go-live").pk}
    done = {"key": DeskAction.objects.get(pk=parts["action_id"]).key}
    return {
        "coordination:go-live-undo": live,
        "api-going-live-undo": live,
        "coordination:ohms-undo": entered,
        "api-ohms-undo": entered,
        "coordination:desk-action": done,
        "coordination:desk-action-csv": done,
        "coordination:task-change": {"item_id": task.pk},
        "staffing:report-rows": rows,
        "staffing:report-file": rows,
        "api-report-figure-rows": rows,
        "staffing:cohes-report": rows,
        "staffing:cohes-report-file": rows,
        "api-cohe-report": rows,
    }


def parts_of_community(claim: Claim, hsc: Membership) -> dict[str, object]:
    """Return what parts of the addresses of the directory and documents are called, and one such thing."""
    resource = make.Resource(kept_by=hsc.person)
    read = make.Document(claim=claim)
    return {
        "resource_id": resource.pk,
        "verification_id": make.ResourceVerification(resource=resource, verified_by=hsc.person).pk,
        "resource_share_id": make.ResourceShare(claim=claim, resource=resource, shared_by=hsc.person).pk,
        "document_id": make.Document(claim=claim).pk,
        "document_review_id": make.DocumentReview(claim=claim, document=read, reviewed_by=hsc.person).pk,
    }


def parts_of_measures(claim: Claim, hsc: Membership) -> dict[str, object]:
    """Return what the parts of the addresses of measures are called, and one such thing."""
    apf = make.Apf(claim=claim, exam_date=date(2026, 9, 30))
    return {
        "measure": "M2",
        "metric": "P5",
        "apf_review_id": make_measures.ApfReview(apf=apf, drawn_by=hsc.person).pk,
        "provider_call_id": make_measures.ProviderCall(claim=claim, recorded_by=hsc.person).pk,
        "survey_id": make_measures.Survey(set_by=hsc.person).pk,
        "improvement_id": make_measures.Improvement(led_by=hsc.person).pk,
    }


def parts_of_staffing(hsc: Membership) -> dict[str, object]:
    """Return what the parts of staffing's addresses are called, and one such thing."""
    make.Employment(person=hsc.person, hired_on=make.DAY)
    scenario, discussion = make.Scenario(), make.StaffingDiscussion()
    return {
        "quarter": "2026Q3",
        "quarter_count_id": make.QuarterCount(set_by=hsc.person).pk,
        "scenario_id": scenario.pk,
        "scenario_step_id": make.ScenarioStep(scenario=scenario).pk,
        "brought_id": make.BroughtScenario(scenario=scenario, discussion=discussion).pk,
        "share_id": make.Share(person=hsc.person).pk,
        "absence_id": make.Absence(person=hsc.person).pk,
        "cover_id": make.Cover(absent=hsc.person).pk,
        "departure_id": make.Departure(person=hsc.person).pk,
        "shift_id": make.Shift(done_by=hsc.person).pk,
        "staffing_discussion_id": discussion.pk,
        "version": make.QuarterlyReport(begun_by=hsc.person).version,
        "figure": "claims",
        "file_kind": "csv",
        "year": 2026,
        "cohe_code": hsc.cohe.code,
    }


def parts_of_training(hsc: Membership) -> dict[str, object]:
    """Return what the parts of training's addresses are called, and one such thing."""
    own = {"person": hsc.person}
    course = make.Course(**own)
    return {
        "experience_id": make.Experience(**own).pk,
        "degree_id": make.Degree(**own).pk,
        "reported_issue_id": make.ReportedIssue(**own).pk,
        "application_id": make.SupplementalApplication(**own).pk,
        "course_id": course.pk,
        "evidence_id": make.Evidence(course=course).pk,
        "goal_id": make.Goal(**own).pk,
        "mentor_id": make.Mentor(**own).pk,
    }


def parts_of_billing(claim: Claim, hsc: Membership) -> dict[str, object]:
    """Return what the parts of billing's addresses are called, and one such thing."""
    line = make.BillingLine(
        note__claim=claim,
        note__author=hsc.person,
        biller=hsc.person,
        made_by=hsc.person,
        code__set_by=hsc.person,
    )
    return {"line_id": line.pk, "file_id": make.BillingFile(taken_by=hsc.person).pk}


def parts_of_plan(claim: Claim, hsc: Membership) -> dict[str, object]:
    """Return what the parts of a plan's addresses are called, and one such thing."""
    plan = make_plans.Plan(claim=claim, made_by=hsc.person)
    version = make_plans.PlanVersion(plan=plan, made_by=hsc.person)
    make_plans.PlanLine(version=version, person=hsc.person)
    return {
        "plan_id": plan.pk,
        "line_key": 1,
        "mark_id": make_plans.PlanMark(plan=plan, marked_by=hsc.person).pk,
        "discussion_id": make_plans.PlanDiscussion(plan=plan, recorded_by=hsc.person).pk,
        "report_id": make_plans.ServiceReport(plan=plan, recorded_by=hsc.person).pk,
        "update_id": make_plans.StakeholderUpdate(plan=plan, composed_by=hsc.person).pk,
    }


def parts_of_surgery(claim: Claim, hsc: Membership) -> dict[str, object]:
    """Return what the parts of addresses of surgery and return to work are called, and one such thing."""
    own = {"claim": claim, "recorded_by": hsc.person}
    episode = make.SurgeryEpisode(claim=claim, opened_by=hsc.person)
    plan = make.ReleasePlan(episode=episode, made_by=hsc.person)
    return {
        "episode_id": episode.pk,
        "release_plan_id": plan.pk,
        "plan_kind": "pre-op",
        "milestone_id": make.Milestone(plan=plan).pk,
        "move_id": make.SurgeryMove(episode=episode, moved_by=hsc.person).pk,
        "job_paper_id": make.JobPaper(**own).pk,
        "contact_id": make.EmployerContact(**own).pk,
    }


# What a page has to be told besides its parts, or it shows nothing.
TEMPLATE, SURGERY = "?template=worker-first-letter", "?about=arthroscopy"
ASKED = {
    "coordination:letter-new": TEMPLATE,
    "api-claim-letter-proposed": TEMPLATE,
    "coordination:surgery-dates": SURGERY,
    "coordination:surgery-plan": SURGERY,
    "coordination:surgery-conclude": SURGERY,
}
# What nothing is called: the answer to them is the answer to things of another COHE.
NO_KEY = uuid.UUID(int=0)
NO_ID = 987_654_321
