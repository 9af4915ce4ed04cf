"""The team, one coordinator, and what she brings along."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe import provider_numbers
from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.permissions import Permission
from cohe.workdays import day_after
from training.actions import people
from training.api.asking import KEEP, OfCoordinator
from training.api.shown import TeamTrainingOutput, TrainingOutput
from training.choices import Skill, Work
from training.models import Degree, Experience, ReportedIssue, SupplementalApplication
from training.queries.team import team_page


class ExperienceInput(Strict):
    """Work somebody did; without `last_on` she still does it."""

    work = Word(Work)
    employer = Text(max_length=200, required=True, allow_blank=False)
    since = Day()
    last_on = Day(required=False, allow_null=True, default=None)
    hours_a_week = serializers.IntegerField(required=False, default=40, min_value=1, max_value=80)
    review_asked = serializers.BooleanField(required=False, default=False)


class DegreeInput(Strict):
    """A degree; with `review_asked` it counts once a reviewer judged it equivalent."""

    title = Text(max_length=200, required=True, allow_blank=False)
    awarded_on = Day()
    review_asked = serializers.BooleanField(required=False, default=False)


class JudgementInput(Strict):
    """A named reviewer's judgement."""

    is_equivalent = serializers.BooleanField()
    reviewer = Id()
    reason = Text(max_length=2000, required=True, allow_blank=False)


class TrainingSkillInput(Strict):
    """A skill area, and by what."""

    skill = Word(Skill)
    how = Text(max_length=1000, required=True, allow_blank=False)
    shown_on = Day()


class TrainingIssueInput(Strict):
    """An issue that L&I has reported."""

    text = Text(max_length=2000, required=True, allow_blank=False)
    reported_on = Day()


class TrainingOnInput(Strict):
    """The day on which it was."""

    on = Day()


class TrainingNumberInput(Strict):
    """Where the provider number stands."""

    applied_on = Day()
    number = Text(max_length=20)
    active_since = Day(required=False, allow_null=True, default=None)
    last_on = Day(required=False, allow_null=True, default=None)


class ApplicationAnswerInput(Strict):
    """L&I's answer to a supplemental application."""

    accepted = serializers.BooleanField()
    on = Day()


class Trainings(OfCoordinator):
    """Who does not yet count, what is missing, for whom, by when."""

    permissions = {"team": KEEP, "retrieve": Permission.TRAINING_SEE}
    answers = {"team": {200: TeamTrainingOutput}, "retrieve": {200: TrainingOutput}}

    def team(self, request: Request) -> Response:
        """Return everybody who coordinates, with the verdict and what is missing."""
        return self.answer(team_page(self.today))

    def retrieve(self, request: Request, person_id: int) -> Response:
        """Return one coordinator's training: one's own, or anybody's for who keeps it."""
        self.seen(person_id)
        return self.training(person_id)


class Qualifications(OfCoordinator):
    """What somebody brings along, and her papers."""

    accepts = {
        "add_experience": ExperienceInput,
        "add_degree": DegreeInput,
        "show_skill": TrainingSkillInput,
        "report_issue": TrainingIssueInput,
        "keep_number": TrainingNumberInput,
        "send_application": TrainingOnInput,
    }
    permissions = dict.fromkeys(accepts, KEEP)
    answers = {action: {201: TrainingOutput} for action in accepts}

    def add_experience(self, request: Request, person_id: int) -> Response:
        """Record work somebody did."""
        given = dict(self.given)
        until = day_after(given.pop("last_on"))
        spell = people.Spell(**{**given, "work": Work(given["work"])}, until=until)
        people.add_experience(person=self.coordinator(person_id), spell=spell, **self.doing)
        return self.training(person_id, 201)

    def add_degree(self, request: Request, person_id: int) -> Response:
        """Record a degree."""
        people.add_degree(person=self.coordinator(person_id), **self.given, **self.doing)
        return self.training(person_id, 201)

    def show_skill(self, request: Request, person_id: int) -> Response:
        """Record by what somebody has a skill; said again, the later words stand."""
        given = {**self.given, "skill": Skill(self.given["skill"])}
        people.show_skill(person=self.coordinator(person_id), **given, **self.doing)
        return self.training(person_id, 201)

    def report_issue(self, request: Request, person_id: int) -> Response:
        """Record an issue that L&I has reported."""
        people.report_issue(person=self.coordinator(person_id), **self.given, **self.doing)
        return self.training(person_id, 201)

    def keep_number(self, request: Request, person_id: int) -> Response:
        """Keep where the provider number stands; after its end a new one begins."""
        given = dict(self.given)
        inactive_since = day_after(given.pop("last_on"))
        standing = provider_numbers.Standing(**given, inactive_since=inactive_since)
        provider_numbers.keep_number(person=self.coordinator(person_id), standing=standing, **self.doing)
        return self.training(person_id, 201)

    def send_application(self, request: Request, person_id: int) -> Response:
        """Record that the supplemental application is sent."""
        person = self.coordinator(person_id)
        people.send_application(person=person, sent_on=self.given["on"], **self.doing)
        return self.training(person_id, 201)


class BroughtAlong(OfCoordinator):
    """Judging and taking back experience or a degree: the address says which."""

    accepts = {"judge_experience": JudgementInput, "judge_degree": JudgementInput}
    permissions = dict.fromkeys(
        (*accepts, "withdraw_experience", "withdraw_degree", "put_back_experience", "put_back_degree"), KEEP
    )
    answers = {action: {200: TrainingOutput} for action in permissions}

    def judge_experience(self, request: Request, experience_id: int) -> Response:
        """Write down what a named reviewer says of work."""
        return self.judged(get_object_or_404(Experience, pk=experience_id))

    def judge_degree(self, request: Request, degree_id: int) -> Response:
        """Write down what a named reviewer says of a degree."""
        return self.judged(get_object_or_404(Degree, pk=degree_id))

    def withdraw_experience(self, request: Request, experience_id: int) -> Response:
        """Take back work recorded by mistake."""
        return self.turned(get_object_or_404(Experience, pk=experience_id), is_back=False)

    def withdraw_degree(self, request: Request, degree_id: int) -> Response:
        """Take back a degree recorded by mistake."""
        return self.turned(get_object_or_404(Degree, pk=degree_id), is_back=False)

    def put_back_experience(self, request: Request, experience_id: int) -> Response:
        """Let work that was taken back count again."""
        return self.turned(get_object_or_404(Experience, pk=experience_id), is_back=True)

    def put_back_degree(self, request: Request, degree_id: int) -> Response:
        """Let a degree that was taken back count again."""
        return self.turned(get_object_or_404(Degree, pk=degree_id), is_back=True)

    def judged(self, row: Experience | Degree) -> Response:
        """Record the judgement and answer."""
        reviewer = self.member(self.given["reviewer"], "reviewer")
        people.judge_equivalent(
            row=row,
            reviewer=reviewer,
            reason=self.given["reason"],
            is_equivalent=self.given["is_equivalent"],
            by=self.membership,
            at=self.at,
        )
        return self.training(row.person_id)

    def turned(self, row: Experience | Degree, *, is_back: bool) -> Response:
        """Take a row back, or put it back, and answer."""
        turn = people.put_back if is_back else people.withdraw
        turn(row=row, by=self.membership, at=self.at)
        return self.training(row.person_id)


class Papers(OfCoordinator):
    """What L&I reported and answered."""

    accepts = {"resolve": TrainingOnInput, "answer_application": ApplicationAnswerInput}
    permissions = dict.fromkeys(accepts, KEEP)
    answers = {action: {200: TrainingOutput} for action in accepts}

    def resolve(self, request: Request, reported_issue_id: int) -> Response:
        """Record that an issue is resolved."""
        issue = get_object_or_404(ReportedIssue, pk=reported_issue_id)
        people.resolve_issue(issue=issue, **self.given, **self.doing)
        return self.training(issue.person_id)

    def answer_application(self, request: Request, application_id: int) -> Response:
        """Record L&I's answer."""
        application = get_object_or_404(SupplementalApplication, pk=application_id)
        people.answer_application(application=application, **self.given, **self.doing)
        return self.training(application.person_id)
