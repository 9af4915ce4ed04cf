"""Case conferences, and questions to an advisor."""

from datetime import date

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, paged
from cohe.permissions import Permission
from coordination.actions import conferences, questions
from coordination.api.claim_things import ClaimThings
from coordination.api.items import PersonOutput
from coordination.models import AdvisorQuestion, Conference
from coordination.queries import advice, colleagues


class ConferenceOutput(Strict):
    """A case conference."""

    id = Id()
    claim = Id(source="claim_id")
    subject = serializers.CharField()
    planned_on = serializers.DateField()
    participants = serializers.ListField(child=serializers.CharField())
    held_on = serializers.DateField(allow_null=True)
    decisions = serializers.CharField()
    cancelled_at = serializers.DateTimeField(allow_null=True)
    why_cancelled = serializers.CharField()


def names() -> serializers.ListField:
    """Return the field of participants."""
    return serializers.ListField(
        child=Text(allow_blank=False, max_length=200), required=False, default=list, max_length=30
    )


class ConferencePlanInput(Strict):
    """What it is about, when, with whom."""

    subject = Text(required=True, allow_blank=False, max_length=200)
    planned_on = Day()
    participants = names()


class ConferenceFollowUpInput(Strict):
    """A task that follows; `to` null: one's own."""

    title = Text(required=True, allow_blank=False, max_length=200)
    due_on = Day()
    to = Id(required=False, allow_null=True, default=None)


class HoldInput(Strict):
    """What was decided, who was there, what follows."""

    held_on = Day()
    decisions = Text(required=True, allow_blank=False)
    participants = names()
    follow_ups = ConferenceFollowUpInput(many=True, required=False, default=list)


class ConferenceReasonInput(Strict):
    """Why."""

    reason = Text(required=True, allow_blank=False, max_length=1000)


class Conferences(ClaimThings):
    """Case conferences of a claim."""

    tag = "conferences"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "plan": Permission.RECORD_WRITE,
        "hold": Permission.RECORD_WRITE,
        "cancel": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"plan": ConferencePlanInput, "hold": HoldInput, "cancel": ConferenceReasonInput}
    answers = {
        "list": {200: paged(ConferenceOutput)},
        "plan": {201: ConferenceOutput},
        "hold": {200: ConferenceOutput},
        "cancel": {200: ConferenceOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the conferences of a claim, the latest planned first."""
        return self.page(Conference.objects.filter(claim=self.opened(claim_id)), "-id", ConferenceOutput)

    def plan(self, request: Request, claim_id: int) -> Response:
        """Plan one."""
        made = conferences.plan(
            claim=self.opened(claim_id),
            planned=conferences.Planned(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(made, 201)

    def hold(self, request: Request, conference_id: int) -> Response:
        """Record what one decided; its follow-ups become tasks."""
        found = self.found(Conference.objects.all(), conference_id)
        given = dict(self.given)
        tasks = tuple(self.follow_up(**one) for one in given.pop("follow_ups"))
        held = conferences.Held(**given, follow_ups=tasks)
        made, _ = conferences.hold(
            conference=found, held=held, by=self.membership, today=self.today, at=self.at
        )
        return self.answer(made)

    def cancel(self, request: Request, conference_id: int) -> Response:
        """Cancel a planned one."""
        found = self.found(Conference.objects.all(), conference_id)
        reason = self.given["reason"]
        return self.answer(
            conferences.cancel(conference=found, reason=reason, by=self.membership, at=self.at)
        )

    def follow_up(self, title: str, due_on: date, to: int | None) -> conferences.Task:
        """Return the task that follows, for a colleague of today."""
        people = colleagues.task_receivers(membership=self.membership, today=self.today)
        receiver = next((one for one in people if one.person_id == to), None)
        if to is not None and receiver is None:
            raise exceptions.ValidationError({"follow_ups": ["Choose somebody you may give a task to."]})
        return conferences.Task(title, due_on, to=receiver)


class QuestionOutput(Strict):
    """A question to an advisor, and what came of it."""

    id = Id()
    claim = Id(source="claim_id")
    advisor = PersonOutput()
    question = serializers.CharField()
    asked_by = PersonOutput()
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    passed_on_at = serializers.DateTimeField(allow_null=True)
    passed_to = serializers.CharField()


class QuestionInput(Strict):
    """What one asks; `advisor` is the number of a person."""

    advisor = Id()
    question = Text(required=True, allow_blank=False)


class QuestionAnswerInput(Strict):
    """What the advisor says."""

    answer = Text(required=True, allow_blank=False)


class PassOnInput(Strict):
    """To whom the answer went."""

    to = Text(required=True, allow_blank=False, max_length=200)


class Questions(ClaimThings):
    """Questions to an advisor of the COHE."""

    tag = "conferences"
    permissions = {
        "mine": Permission.ADVICE_GIVE,
        "list": Permission.CLAIM_SEE,
        "ask": Permission.RECORD_WRITE,
        "reply": Permission.ADVICE_GIVE,
        "pass_on": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"mine": PageQuery, "list": PageQuery}
    accepts = {"ask": QuestionInput, "reply": QuestionAnswerInput, "pass_on": PassOnInput}
    answers = {
        "mine": {200: paged(QuestionOutput)},
        "list": {200: paged(QuestionOutput)},
        "ask": {201: QuestionOutput},
        "reply": {200: QuestionOutput},
        "pass_on": {200: QuestionOutput},
        "withdraw": {200: QuestionOutput},
    }

    def mine(self, request: Request) -> Response:
        """Return the open questions that an advisor was asked."""
        return self.page(
            advice.questions_to(self.membership).select_related("advisor"), "-id", QuestionOutput
        )

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the questions about a claim."""
        rows = AdvisorQuestion.objects.filter(claim=self.opened(claim_id), withdrawn_at=None)
        return self.page(rows.select_related("advisor", "asked_by"), "-id", QuestionOutput)

    def ask(self, request: Request, claim_id: int) -> Response:
        """Ask an advisor, who sees the claim until the answer is passed on."""
        claim = self.opened(claim_id)
        people = colleagues.advisors(membership=self.membership, today=self.today)
        advisor = next((one for one in people if one.person_id == self.given["advisor"]), None)
        if advisor is None:
            raise exceptions.ValidationError({"advisor": ["Choose an advisor of this COHE."]})
        words = self.given["question"]
        made = questions.ask(claim=claim, advisor=advisor, question=words, by=self.membership, at=self.at)
        return self.answer(made, 201)

    def reply(self, request: Request, question_id: int) -> Response:
        """Answer what one was asked."""
        mine = AdvisorQuestion.objects.filter(advisor=self.membership.person_id)
        found, words = self.found(mine, question_id), self.given["answer"]
        return self.answer(
            questions.answer(question=found, words=words, by=self.membership, today=self.today, at=self.at)
        )

    def pass_on(self, request: Request, question_id: int) -> Response:
        """Record to whom the answer went."""
        found = self.found(AdvisorQuestion.objects.all(), question_id)
        to = self.given["to"]
        return self.answer(questions.pass_on(question=found, to=to, by=self.membership, at=self.at))

    def withdraw(self, request: Request, question_id: int) -> Response:
        """Take a question back that nobody has answered."""
        found = self.found(AdvisorQuestion.objects.all(), question_id)
        if found.answered_at is not None:
            raise Http404
        return self.answer(questions.withdraw(question=found, by=self.membership, at=self.at))
