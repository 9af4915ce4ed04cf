"""Training that was had, its evidence, goals, evaluations, mentors."""

from base64 import b64encode

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import parsers, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.access import Denied
from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.permissions import Permission
from training.actions import courses
from training.api.asking import KEEP, OfCoordinator
from training.api.shown import TrainingOutput
from training.choices import Topic, Way
from training.models import Course, Evidence, Goal, Mentor
from training.models.course import MOST_BYTES


class TrainingCourseInput(Strict):
    """Training that was had; content counts only when it was approved before it was delivered."""

    way = Word(Way)
    title = Text(max_length=200, required=True, allow_blank=False)
    delivered_on = Day()
    hours = serializers.DecimalField(4, 2, min_value=0, max_value=24)
    topics = serializers.ListField(child=Word(Topic), required=False, default=list, max_length=2)
    approved_on = Day(required=False, allow_null=True, default=None)
    place = Text(max_length=200)
    elsewhere = serializers.BooleanField(required=False, default=True)
    required_testing = serializers.BooleanField(required=False, default=False)


class TrainingGoalInput(Strict):
    """A goal, by a day to come."""

    text = Text(max_length=500, required=True, allow_blank=False)
    target_on = Day()


class TrainingGoalEndInput(Strict):
    """How a goal ended: met, or dropped."""

    is_met = serializers.BooleanField()
    on = Day()


class EvaluationInput(Strict):
    """The yearly evaluation that one held."""

    held_on = Day()
    summary = Text(max_length=4000, required=True, allow_blank=False)
    next_on = Day()


class TrainingMentorInput(Strict):
    """Who helps along, by the number of the person, from a day on."""

    mentor = Id()
    since = Day()


class TrainingLastDayInput(Strict):
    """The last day."""

    last_on = Day()


class TrainingEvidenceInput(Strict):
    """A file that shows the training: PDF, PNG, JPEG or plain text."""

    file = serializers.FileField(allow_empty_file=True, max_length=255)


class EvidenceContentOutput(Strict):
    """A file with its content in base64."""

    id = Id()
    name = serializers.CharField()
    media = serializers.CharField()
    content = serializers.CharField()


class Learning(OfCoordinator):
    """What somebody learned, and where she goes."""

    accepts = {
        "add_course": TrainingCourseInput,
        "set_goal": TrainingGoalInput,
        "hold_evaluation": EvaluationInput,
        "name_mentor": TrainingMentorInput,
    }
    permissions = dict.fromkeys(accepts, KEEP)
    answers = {action: {201: TrainingOutput} for action in accepts}

    def add_course(self, request: Request, person_id: int) -> Response:
        """Record training somebody had."""
        given = {
            **self.given,
            "way": Way(self.given["way"]),
            "topics": tuple({Topic(one) for one in self.given["topics"]}),
        }
        courses.add_course(person=self.coordinator(person_id), had=courses.Had(**given), **self.doing)
        return self.training(person_id, 201)

    def set_goal(self, request: Request, person_id: int) -> Response:
        """Set a goal."""
        courses.set_goal(person=self.coordinator(person_id), **self.given, **self.doing)
        return self.training(person_id, 201)

    def hold_evaluation(self, request: Request, person_id: int) -> Response:
        """Record the yearly evaluation that one held."""
        courses.hold_review(person=self.coordinator(person_id), **self.given, **self.doing)
        return self.training(person_id, 201)

    def name_mentor(self, request: Request, person_id: int) -> Response:
        """Name a mentor; the one before ends there."""
        person = self.coordinator(person_id)
        mentor = self.member(self.given["mentor"], "mentor")
        courses.name_mentor(person=person, mentor=mentor, since=self.given["since"], **self.doing)
        return self.training(person_id, 201)


class Learned(OfCoordinator):
    """Changing what was recorded."""

    accepts = {"end_goal": TrainingGoalEndInput, "end_mentor": TrainingLastDayInput}
    permissions = dict.fromkeys((*accepts, "withdraw", "put_back", "open_goal"), KEEP)
    answers = {action: {200: TrainingOutput} for action in permissions}

    def withdraw(self, request: Request, course_id: int) -> Response:
        """Take back training recorded by mistake."""
        course = get_object_or_404(Course, pk=course_id)
        courses.withdraw_course(course=course, by=self.membership, at=self.at)
        return self.training(course.person_id)

    def put_back(self, request: Request, course_id: int) -> Response:
        """Let training that was taken back count again."""
        course = get_object_or_404(Course, pk=course_id)
        courses.put_course_back(course=course, by=self.membership, at=self.at)
        return self.training(course.person_id)

    def end_goal(self, request: Request, goal_id: int) -> Response:
        """Say how a goal ended."""
        goal = get_object_or_404(Goal, pk=goal_id)
        courses.end_goal(goal=goal, **self.given, **self.doing)
        return self.training(goal.person_id)

    def open_goal(self, request: Request, goal_id: int) -> Response:
        """Open a goal again."""
        goal = get_object_or_404(Goal, pk=goal_id)
        courses.open_goal_again(goal=goal, by=self.membership, at=self.at)
        return self.training(goal.person_id)

    def end_mentor(self, request: Request, mentor_id: int) -> Response:
        """Record the last day of a mentor."""
        mentor = get_object_or_404(Mentor, pk=mentor_id)
        courses.end_mentor(mentor=mentor, **self.given, **self.doing)
        return self.training(mentor.person_id)


class EvidenceFiles(OfCoordinator):
    """Files that show training; each opening is logged."""

    permissions = {"retrieve": Permission.TRAINING_SEE}
    answers = {"retrieve": {200: EvidenceContentOutput}}

    def retrieve(self, request: Request, evidence_id: int) -> Response:
        """Return a file of one's own training, or anybody's for who keeps it."""
        row = get_object_or_404(Evidence.objects.select_related("course"), pk=evidence_id)
        try:
            content = courses.open_evidence(evidence=row, by=self.membership, at=self.at)
        except Denied as no:
            raise Http404 from no
        return self.answer(
            {"id": row.pk, "name": row.name, "media": row.media, "content": b64encode(content).decode()}
        )


class SentEvidence(OfCoordinator):
    """Files come as a form sends them."""

    parser_classes = (parsers.MultiPartParser,)
    permissions = {"add": KEEP}
    accepts = {"add": TrainingEvidenceInput}
    answers = {"add": {201: TrainingOutput}}

    def add(self, request: Request, course_id: int) -> Response:
        """Keep a file that shows training: PDF, PNG, JPEG or text, up to 5 MB."""
        course = get_object_or_404(Course, pk=course_id)
        file = self.given["file"]
        # One byte more than is kept: enough to know that the file is too large.
        content = file.read(MOST_BYTES + 1)
        courses.add_evidence(course=course, name=file.name, content=content, by=self.membership, at=self.at)
        return self.training(course.person_id, 201)
