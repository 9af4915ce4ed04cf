"""Rows for tests.

Each factory makes a sound row of the COHE in force; a test names only what matters to it.
"""

import uuid
from datetime import date
from decimal import Decimal

import factory

from claims import models as claims
from cohe import clock, tenancy
from cohe import models as ground
from coordination import models as coordination
from staffing import models as staffing
from training import models as training

DAY = date(2026, 10, 15)


class Cohe(factory.django.DjangoModelFactory):
    class Meta:
        model = ground.Cohe

    code = factory.Sequence(lambda n: f"COHE{n}")
    name = factory.LazyAttribute(lambda cohe: f"{cohe.code.title()} COHE")


class Person(factory.django.DjangoModelFactory):
    class Meta:
        model = ground.Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda person: f"{person.name.lower().replace(' ', '.')}@cohe.example")


class Membership(factory.django.DjangoModelFactory):
    class Meta:
        model = ground.Membership

    cohe = factory.LazyFunction(lambda: ground.Cohe.objects.get(pk=tenancy.required().cohe_id))
    person = factory.SubFactory(Person)
    role = ground.Role.HSC
    since = date(2020, 1, 1)


class Tenant(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    cohe_id = factory.LazyFunction(lambda: tenancy.required().cohe_id)


class Employment(Tenant):
    class Meta:
        model = ground.Employment

    person = factory.SubFactory(Person)
    hired_on = date(2024, 1, 8)


class Claim(Tenant):
    class Meta:
        model = claims.Claim

    claim_number = factory.Sequence(lambda n: f"A{100000 + n}")
    fund = "state"
    claim_type = "injury"
    claim_status = "allowed"
    date_of_injury = date(2026, 9, 1)
    first_visit_date = date(2026, 9, 2)
    roa_received_date = date(2026, 9, 3)
    roa_complete = True
    claim_established_date = date(2026, 9, 4)
    worker_last_name = factory.Sequence(lambda n: f"Worker{n}")
    worker_first_name = "Rosa"
    worker_phone = "206-555-0100"
    employer_name = "Cascade Fruit Packers"
    initiating_provider_number = "200001"
    attending_provider_number = "200001"
    attending_since = date(2026, 9, 2)


class Provider(Tenant):
    class Meta:
        model = claims.Provider

    provider_number = factory.Sequence(lambda n: f"{200001 + n}")
    name = factory.Sequence(lambda n: f"Provider {n}")
    specialty = "Occupational medicine"
    enrolled_on = date(2015, 1, 1)


class Detail(Tenant):
    class Meta:
        abstract = True

    claim = factory.SubFactory(Claim)


class WorkStatus(Detail):
    class Meta:
        model = claims.WorkStatus

    status = "off_work"
    from_date = date(2026, 9, 2)
    source = "apf"


class Apf(Detail):
    class Meta:
        model = claims.Apf

    provider_number = "200001"
    exam_date = date(2026, 9, 2)


class Surgery(Detail):
    class Meta:
        model = claims.Surgery

    procedure = "arthroscopy"


class Prescription(Detail):
    class Meta:
        model = claims.Prescription

    filled_on = DAY
    drug = "oxycodone 5 mg"


class Opioid(Prescription):
    is_opioid = True
    filled_on = date(2026, 10, 1)
    days_supply = 28
    prescriber_number = "200001"


class TimeLoss(Detail):
    class Meta:
        model = claims.TimeLoss

    paid_from = paid_through = date(2026, 9, 8)


class Document(Detail):
    class Meta:
        model = claims.Document

    kind = "chart-note"
    title = "Chart note"
    arrived_on = date(2026, 9, 5)


class Delegation(Detail):
    class Meta:
        model = claims.Delegation

    assistant = factory.SubFactory(Person)
    given_by = factory.SubFactory(Person)
    given_at = factory.LazyFunction(clock.now)


class Conference(Detail):
    class Meta:
        model = coordination.Conference

    subject = "Which work first"
    planned_on = DAY
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class Letter(Detail):
    class Meta:
        model = coordination.Letter

    template = "worker-first-letter"
    template_version = 1
    audience = "worker"
    receiver = "Rosa Worker"
    subject = "Your claim"
    text = "Dear Rosa."
    written_by = factory.SubFactory(Person)
    written_on = DAY
    changed_at = factory.LazyFunction(clock.now)


class LetterTemplate(Tenant):
    class Meta:
        model = coordination.LetterTemplate

    slug = factory.Sequence(lambda n: f"own-letter-{n}")
    version = 1
    since = date(2026, 1, 1)
    audience = "worker"
    name = "A letter of our own"
    subject = "Your claim {claim}"
    text = "Dear {worker}."
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class VisitPacket(Detail):
    class Meta:
        model = coordination.VisitPacket

    visit_on = DAY
    audience = "attending-provider"
    receiver = "Dr. Lane"
    sections = [{"title": "Worker", "lines": [["Claim", "A100000"]]}]
    made_by = factory.SubFactory(Person)
    made_on = DAY
    made_at = factory.LazyFunction(clock.now)


class Question(Detail):
    class Meta:
        model = coordination.AdvisorQuestion

    advisor = factory.SubFactory(Person)
    question = "Is the knee ready for stairs?"
    asked_by = factory.SubFactory(Person)
    asked_at = factory.LazyFunction(clock.now)


class Item(Detail):
    class Meta:
        model = coordination.WorkItem

    rule = "T07"
    area = "best-practice"
    due_on = date(2026, 10, 14)
    because = "First visit 2 Sep; no ROA received."
    clears = "the ROA is received"
    opened_on = date(2026, 10, 1)
    facts = factory.LazyFunction(lambda: uuid.uuid4().hex)
    claim_number = factory.LazyAttribute(lambda item: item.claim.claim_number)


class Note(Detail):
    class Meta:
        model = coordination.CaseNote

    author = factory.SubFactory(Person)
    author_role = ground.Role.HSC
    kind = "worker"
    area = "monitoring"
    person = "worker"
    direction = "outgoing"
    outcome = "reached"
    contact_on = date(2026, 10, 1)
    minutes = 10
    text = "Spoke with the worker."
    signed_at = factory.LazyFunction(clock.now)


class Draft(Detail):
    class Meta:
        model = coordination.Draft

    key = factory.LazyFunction(uuid.uuid4)
    author = factory.SubFactory(Person)
    updated_at = factory.LazyFunction(clock.now)


class Record(Detail):
    class Meta:
        model = coordination.Record

    kind = "reviewed"
    on = date(2026, 10, 1)
    recorded_at = factory.LazyFunction(clock.now)


class Frq(Detail):
    class Meta:
        model = coordination.Frq

    asked_on = date(2026, 10, 1)
    asked_by = factory.SubFactory(Person)
    outcome = "answered"
    off_work = True
    interference = 7
    sites = ("neck", "shoulder")
    result = "positive"
    recorded_at = factory.LazyFunction(clock.now)


class Referral(Detail):
    class Meta:
        model = coordination.Referral

    kind = "therapy"
    ordered_on = date(2026, 10, 1)
    orderer = "attending-provider"
    ordered_by = "Dr. Lind"
    last_step_on = date(2026, 10, 1)
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class ReferralUse(Tenant):
    class Meta:
        model = coordination.ReferralUse

    referral = factory.SubFactory(Referral)
    what = "sessions"
    on = date(2026, 10, 2)
    quantity = Decimal(1)
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class PolicyValue(Tenant):
    class Meta:
        model = ground.PolicyValue

    since = date(2026, 1, 1)
    value = Decimal(10)
    reason = "A test of our own."
    set_at = factory.LazyFunction(clock.now)


class Share(Tenant):
    class Meta:
        model = staffing.RoleShare

    person = factory.SubFactory(Person)
    role = "hsc"
    minutes_a_week = 2400
    full_time_minutes = 2400
    since = date(2020, 1, 1)


class Absence(Tenant):
    class Meta:
        model = staffing.Absence

    person = factory.SubFactory(Person)
    kind = "vacation"
    first_on = date(2026, 11, 19)
    last_on = date(2026, 11, 25)
    set_at = factory.LazyFunction(clock.now)


class Cover(Tenant):
    class Meta:
        model = claims.Cover

    absent = factory.SubFactory(Person)
    coverer = factory.SubFactory(Person)
    since = DAY
    until = date(2026, 10, 22)


class CoverPart(Tenant):
    class Meta:
        model = claims.CoverPart

    cover = factory.SubFactory(Cover)


class Away(Tenant):
    class Meta:
        model = claims.Away

    person = factory.SubFactory(Person)
    first_on = last_on = DAY


class Departure(Tenant):
    class Meta:
        model = staffing.Departure

    person = factory.SubFactory(Person)
    last_on = date(2026, 10, 30)
    set_by = factory.SubFactory(Person)
    set_at = factory.LazyFunction(clock.now)


class Shift(Tenant):
    class Meta:
        model = staffing.Shift

    kind = "load"
    done_by = factory.SubFactory(Person)
    done_at = factory.LazyFunction(clock.now)


class StaffingCheck(Tenant):
    class Meta:
        model = staffing.StaffingCheck

    year, number = 2026, 3
    kind = "by-hand"
    made_at = factory.LazyFunction(clock.now)
    claims = 589
    fte_numerator = fte_denominator = end_fte_numerator = end_fte_denominator = 1
    line = 588
    claims_of_year = claims_per_fte_year = 2350
    terms = factory.LazyFunction(list)


class StaffingDiscussion(Tenant):
    class Meta:
        model = staffing.Discussion

    check_made = factory.SubFactory(StaffingCheck)
    year, number = 2026, 3
    opened_on = date(2026, 10, 1)
    due_on = date(2026, 10, 31)


class QuarterlyReport(Tenant):
    class Meta:
        model = staffing.QuarterlyReport

    year, number = 2026, 3
    begun_at = factory.LazyFunction(clock.now)
    begun_by = factory.SubFactory(Person)


class ReportFigure(Tenant):
    class Meta:
        model = staffing.ReportFigure

    report = factory.SubFactory(QuarterlyReport)
    place = 0
    code = "claims"
    section = "claims-per-hsc"
    title = "Claims initiated"
    denominator = shown_denominator = 1
    value_over = value_under = shown_over = shown_under = 1
    of_workers = True
    is_hidden = False


class ReportRows(Tenant):
    class Meta:
        model = staffing.ReportRows

    report = factory.SubFactory(QuarterlyReport)
    code = "claims"
    of_workers = True
    heads = ("Claim",)
    rows = factory.LazyFunction(lambda: [["claim:1", ["A100000"], True, "", None]])


class QuarterCount(Tenant):
    class Meta:
        model = staffing.QuarterCount

    year, number = 2025, 1
    claims = 560
    source = "Status report"
    set_by = factory.SubFactory(Person)
    set_at = factory.LazyFunction(clock.now)


class Forecast(Tenant):
    class Meta:
        model = staffing.Forecast

    as_of = DAY
    made_at = factory.LazyFunction(clock.now)
    method = "mean"
    percent = 80
    made_from = factory.LazyFunction(list)


class Scenario(Tenant):
    class Meta:
        model = staffing.Scenario

    name = factory.Sequence(lambda n: f"Scenario {n}")
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class ScenarioStep(Tenant):
    class Meta:
        model = staffing.ScenarioStep

    scenario = factory.SubFactory(Scenario)
    kind = "hire"
    minutes_a_week = full_time_minutes = 2400
    first_on = date(2027, 1, 4)


class BroughtScenario(Tenant):
    class Meta:
        model = staffing.DiscussionScenario

    discussion = factory.SubFactory(StaffingDiscussion)
    scenario = factory.SubFactory(Scenario)
    forecast = factory.SubFactory(Forecast)
    figures = factory.LazyFunction(lambda: {"volume_percent": 0, "steps": [], "quarters": []})
    brought_by = factory.SubFactory(Person)
    brought_at = factory.LazyFunction(clock.now)


class HandOver(Detail):
    class Meta:
        model = coordination.HandOver

    receiver = None
    reason = "Moved to Spokane."
    packet = factory.LazyFunction(dict)
    sent_on = date(2026, 10, 14)
    sent_by = factory.SubFactory(Person)


class Turn(Tenant):
    class Meta:
        model = coordination.HandOverTurn

    kind = "sent"
    on = date(2026, 10, 14)
    at = factory.LazyFunction(clock.now)
    by_name = "Ana"


class Transfer(Detail):
    class Meta:
        model = coordination.Transfer

    asked_on = date(2026, 10, 5)
    asked_by = "worker"
    provider_name = "Dr. Lindqvist"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class SurgeryEpisode(Detail):
    class Meta:
        model = coordination.SurgeryEpisode

    procedure = "arthroscopy"
    about = factory.LazyAttribute(lambda episode: episode.procedure)
    candidate_on = date(2026, 9, 20)
    opened_by = factory.SubFactory(Person)
    opened_at = factory.LazyFunction(clock.now)


class ReleasePlan(Tenant):
    class Meta:
        model = coordination.ReleasePlan

    episode = factory.SubFactory(SurgeryEpisode)
    kind = "pre-op"
    made_on = date(2026, 10, 1)
    goals = "Back to light work by week four."
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class Milestone(Tenant):
    class Meta:
        model = coordination.Milestone

    plan = factory.SubFactory(ReleasePlan)
    kind = "light"
    words = "Light work"
    offset_days = 21
    planned_on = date(2026, 10, 1)


class SurgeryMove(Tenant):
    class Meta:
        model = coordination.SurgeryMove

    episode = factory.SubFactory(SurgeryEpisode)
    day_after = date(2026, 10, 20)
    moved_by = factory.SubFactory(Person)
    moved_at = factory.LazyFunction(clock.now)


class JobPaper(Detail):
    class Meta:
        model = coordination.JobPaper

    kind = "job-description"
    title = "Sorting line, light"
    source = "employer"
    drafted_on = date(2026, 9, 25)
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class HospitalStay(Detail):
    class Meta:
        model = coordination.HospitalStay

    facility = "Harborview"
    admitted_on = date(2026, 10, 12)
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class Checklist(Detail):
    class Meta:
        model = coordination.Checklist

    change = "hospital-to-home"
    began_on = date(2026, 10, 12)
    began_by = factory.SubFactory(Person)


class Packet(Tenant):
    class Meta:
        model = coordination.ReceivedPacket

    key = factory.LazyFunction(uuid.uuid4)
    from_cohe = factory.SubFactory(Cohe)
    reason = "Moved to Spokane."
    packet = factory.LazyFunction(dict)
    sent_on = date(2026, 10, 14)
    received_at = factory.LazyFunction(clock.now)


class EmployerContact(Detail):
    class Meta:
        model = coordination.EmployerContact

    on = date(2026, 10, 1)
    contact_person = "R. Stroud"
    modified_duty = "asked"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class AssessmentForm(Tenant):
    class Meta:
        model = coordination.AssessmentForm

    slug = factory.Sequence(lambda n: f"own-form-{n}")
    version = 1
    since = date(2026, 1, 1)
    title = "A form of our own"
    questions = factory.LazyFunction(
        lambda: [
            {"key": "stairs", "label": "Climbs stairs", "kind": "yes-no"},
            {"key": "steps", "label": "How many steps", "kind": "scale", "high": 100},
        ]
    )
    scoring = "none"
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class Assessment(Detail):
    class Meta:
        model = coordination.Assessment

    slug = "peg"
    version = 1
    title = "PEG"
    taken_on = date(2026, 10, 1)
    taken_by = factory.SubFactory(Person)
    answers = factory.LazyFunction(lambda: {"pain": 7, "enjoyment": 7, "activity": 7})
    scores = factory.LazyFunction(lambda: {"": "7.0000"})
    is_reading = True
    recorded_at = factory.LazyFunction(clock.now)


class Intervention(Detail):
    class Meta:
        model = coordination.FunctionalIntervention

    kind = "active-part"
    visit_on = date(2026, 10, 5)
    outcome = "begun"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class MedicationCheck(Detail):
    class Meta:
        model = coordination.MedicationCheck

    checked_on = date(2026, 10, 5)
    as_prescribed = "yes"
    checked_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class Paper(Detail):
    class Meta:
        model = coordination.Paper

    code = "F252-097-000"
    kind = "subacute"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class BillingCode(Tenant):
    class Meta:
        model = coordination.BillingCode

    code = "HSC-DEMO-01"
    label = "Contact"
    unit = "minutes"
    minutes_per_unit = 6
    since = date(2026, 1, 1)
    reason = "A placeholder"
    set_by = factory.SubFactory(Person)
    set_at = factory.LazyFunction(clock.now)


class BillingLine(Tenant):
    class Meta:
        model = coordination.BillingLine

    note = factory.SubFactory(Note)
    code = factory.SubFactory(BillingCode)
    biller = factory.SubFactory(Person)
    provider_number = "654321"
    on = date(2026, 10, 1)
    minutes = 10
    units = 1
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class BillingFile(Tenant):
    class Meta:
        model = coordination.BillingFile

    month = date(2026, 10, 1)
    taken_by = factory.SubFactory(Person)
    taken_at = factory.LazyFunction(clock.now)


class Resource(Tenant):
    class Meta:
        model = coordination.Resource

    name = factory.Sequence(lambda n: f"Valley Food Bank {n}")
    kind = "food"
    kept_by = factory.SubFactory(Person)


class ResourceVerification(Tenant):
    class Meta:
        model = coordination.ResourceVerification

    resource = factory.SubFactory(Resource)
    verified_on = date(2026, 10, 1)
    verified_by = factory.SubFactory(Person)


class ResourceShare(Detail):
    class Meta:
        model = coordination.ResourceShare

    resource = factory.SubFactory(Resource)
    name = factory.LazyAttribute(lambda share: share.resource.name)
    shared_on = date(2026, 10, 1)
    shared_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class DocumentReview(Detail):
    class Meta:
        model = coordination.DocumentReview

    document = factory.SubFactory(Document, claim=factory.SelfAttribute("..claim"))
    reviewed_on = date(2026, 10, 1)
    reviewed_by = factory.SubFactory(Person)


class OfPerson(Tenant):
    """Something of somebody's training."""

    class Meta:
        abstract = True

    person = factory.SubFactory(Person)


class Experience(OfPerson):
    class Meta:
        model = training.Experience

    work = "direct-care"
    employer = "Bayview Clinic"
    since = date(2020, 1, 1)
    until = date(2024, 1, 1)
    recorded_at = factory.LazyFunction(clock.now)


class Degree(OfPerson):
    class Meta:
        model = training.Degree

    title = "BA in Psychology"
    awarded_on = date(2018, 6, 1)
    recorded_at = factory.LazyFunction(clock.now)


class ReportedIssue(OfPerson):
    class Meta:
        model = training.ReportedIssue

    reported_on = date(2026, 10, 1)
    text = "Bills came late."


class SupplementalApplication(OfPerson):
    class Meta:
        model = training.SupplementalApplication

    state = "sent"
    sent_on = date(2026, 10, 1)


class Course(OfPerson):
    class Meta:
        model = training.Course

    way = "orientation"
    title = "Orientation in Tumwater"
    delivered_on = date(2026, 10, 1)
    hours = Decimal(6)
    topics = factory.LazyFunction(lambda: ["a"])
    recorded_at = factory.LazyFunction(clock.now)


class Evidence(Tenant):
    class Meta:
        model = training.Evidence

    course = factory.SubFactory(Course)
    name = "certificate.pdf"
    media = "application/pdf"
    content = b"%PDF-1.7 evidence"
    added_at = factory.LazyFunction(clock.now)


class Goal(OfPerson):
    class Meta:
        model = training.Goal

    text = "Lead a case conference"
    target_on = date(2026, 12, 1)


class Mentor(OfPerson):
    class Meta:
        model = training.Mentor

    mentor = factory.SubFactory(Person)
    since = date(2026, 10, 1)
