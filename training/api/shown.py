"""How one coordinator's training reads in the API."""

from rest_framework import serializers

from cohe.api_fields import Id, Strict, Word
from cohe.models import Role
from training.choices import ApplicationState, Skill, Topic, Verdict, Way, Work


class TrainingNeedOutput(Strict):
    """One thing that is missing; `is_asked`: by L&I's rules, else by the COHE itself."""

    what = serializers.CharField()
    by = serializers.DateField(allow_null=True)
    is_asked = serializers.BooleanField()
    is_late = serializers.BooleanField()
    is_soon = serializers.BooleanField()


class TrainingRowOutput(Strict):
    """A coordinator with the verdict and what is missing."""

    person = Id(source="standing.person.pk")
    name = serializers.CharField(source="standing.person.name")
    role = serializers.ChoiceField(Role.choices, source="standing.role")
    hired_on = serializers.DateField(source="standing.hired_on", allow_null=True)
    verdict = Word(Verdict, source="standing.finding.verdict")
    counts = serializers.BooleanField(source="standing.counts")
    may_bill = serializers.BooleanField(source="standing.may_bill")
    review_due_on = serializers.DateField(source="standing.review_due_on", allow_null=True)
    needs = TrainingNeedOutput(many=True)


class TeamTrainingOutput(Strict):
    """Everybody who coordinates: who is late first, then who does not count."""

    finding = serializers.CharField()
    people = TrainingRowOutput(many=True, source="rows")


class RoleFindingOutput(Strict):
    """What the decision table says for one role."""

    verdict = Word(Verdict)
    missing = serializers.ListField(child=serializers.CharField())


class RuleVersionOutput(Strict):
    """The decision table in one version of the rule."""

    version = serializers.CharField(source="found.version.code")
    since = serializers.DateField(source="found.version.since")
    is_in_force = serializers.BooleanField()
    years_asked = serializers.IntegerField(source="asked", help_text="For the role the person has.")
    months = serializers.IntegerField(source="found.months")
    full_time_months = serializers.IntegerField(source="found.full_time_months")
    hsc = RoleFindingOutput(source="found.hsc")
    assistant = RoleFindingOutput(source="found.assistant")


class WayOutput(Strict):
    """One of the either/or ways of the first training."""

    way = Word(Way)
    met_on = serializers.DateField(allow_null=True)
    hours = serializers.DecimalField(6, 2, allow_null=True)


class FirstTrainingOutput(Strict):
    """The training of the first six months."""

    due_on = serializers.DateField()
    met_on = serializers.DateField(allow_null=True)
    missing = serializers.ListField(child=serializers.CharField())
    warnings = serializers.ListField(child=serializers.CharField())


class ExperienceOutput(Strict):
    """Work somebody did, from a day until (not including) another."""

    id = Id()
    work = Word(Work)
    employer = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    hours_a_week = serializers.IntegerField()
    review_asked = serializers.BooleanField()
    is_equivalent = serializers.BooleanField()
    reviewed_by = Id(source="reviewed_by_id", allow_null=True)
    review_reason = serializers.CharField()


class DegreeOutput(Strict):
    """A degree."""

    id = Id()
    title = serializers.CharField()
    awarded_on = serializers.DateField()
    review_asked = serializers.BooleanField()
    is_equivalent = serializers.BooleanField()
    reviewed_by = Id(source="reviewed_by_id", allow_null=True)
    review_reason = serializers.CharField()


class TrainingSkillOutput(Strict):
    """A skill area, and by what."""

    skill = Word(Skill)
    how = serializers.CharField()
    shown_on = serializers.DateField()


class TrainingIssueOutput(Strict):
    """An issue that L&I has reported."""

    id = Id()
    reported_on = serializers.DateField()
    text = serializers.CharField()
    resolved_on = serializers.DateField(allow_null=True)


class TrainingNumberOutput(Strict):
    """A provider number: applied for, active, ended."""

    number = serializers.CharField()
    applied_on = serializers.DateField()
    active_since = serializers.DateField(allow_null=True)
    inactive_since = serializers.DateField(allow_null=True)


class TrainingApplicationOutput(Strict):
    """A supplemental application."""

    id = Id()
    state = Word(ApplicationState)
    sent_on = serializers.DateField()
    decided_on = serializers.DateField(allow_null=True)


class EvidenceOutput(Strict):
    """A file that shows training."""

    id = Id()
    name = serializers.CharField()
    media = serializers.CharField()


class TrainingCourseOutput(Strict):
    """Training that was had."""

    id = Id()
    way = Word(Way)
    title = serializers.CharField()
    delivered_on = serializers.DateField()
    hours = serializers.DecimalField(4, 2)
    topics = serializers.ListField(child=Word(Topic))
    approved_on = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    elsewhere = serializers.BooleanField()
    required_testing = serializers.BooleanField()


class CourseShownOutput(Strict):
    """Training with its evidence."""

    course = TrainingCourseOutput()
    evidence = EvidenceOutput(many=True)


class TrainingGoalOutput(Strict):
    """A goal."""

    id = Id()
    text = serializers.CharField()
    target_on = serializers.DateField()
    met_on = serializers.DateField(allow_null=True)
    dropped_on = serializers.DateField(allow_null=True)


class EvaluationOutput(Strict):
    """A yearly evaluation."""

    held_on = serializers.DateField(source="row.held_on")
    held_by = serializers.CharField(source="by")
    summary = serializers.CharField(source="row.summary")
    next_on = serializers.DateField(source="row.next_on")


class TrainingMentorOutput(Strict):
    """Who helps or helped along."""

    id = Id(source="row.pk")
    name = serializers.CharField()
    since = serializers.DateField(source="row.since")
    last_on = serializers.DateField(allow_null=True)


class TrainingOutput(Strict):
    """Everything about one coordinator's qualification and training."""

    summary = TrainingRowOutput(source="row")
    versions = RuleVersionOutput(many=True)
    first_training = FirstTrainingOutput(source="standing.first_training", allow_null=True)
    ways = WayOutput(many=True, source="options")
    experience = ExperienceOutput(many=True, source="standing.experience")
    degrees = DegreeOutput(many=True, source="standing.degrees")
    skills = TrainingSkillOutput(many=True, source="standing.skills")
    issues = TrainingIssueOutput(many=True, source="standing.issues")
    provider_numbers = TrainingNumberOutput(many=True, source="standing.numbers")
    applications = TrainingApplicationOutput(many=True, source="standing.applications")
    courses = CourseShownOutput(many=True)
    goals = TrainingGoalOutput(many=True, source="standing.goals")
    evaluations = EvaluationOutput(many=True, source="reviews")
    mentors = TrainingMentorOutput(many=True)
