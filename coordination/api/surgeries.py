"""Surgeries: what the extract and people say of each, steps, checks, plans for work, moves of the day."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.permissions import Permission
from coordination.actions import release_plans, surgeries
from coordination.actions.release_plans import Goal, PlanMade
from coordination.actions.surgeries import Conclusion, Told
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import MilestoneKind, PlanKind
from coordination.models import Milestone, ReleasePlan, SurgeryEpisode, SurgeryMove
from coordination.models.surgery import MOST_OFFSET
from coordination.queries.surgery_page import surgery_page, with_claim
from coordination.surgery_plan import Verdict


class SurgeryOutput(Strict):
    """One surgery; `key` names it in `about`. null in `episode`: nobody coordinates it yet."""

    class DateOutput(Strict):
        """A date as the extract has it and as it was told; `counts` is in force."""

        name = serializers.CharField(source="label")
        extract = serializers.DateField(allow_null=True)
        told = serializers.DateField(allow_null=True)
        counts = serializers.DateField(allow_null=True)

    class StepOutput(Strict):
        """One step of the line: did, wait (next), skip-step, or empty (to come)."""

        name = serializers.CharField()
        state = serializers.CharField()
        on = serializers.DateField(allow_null=True)
        words = serializers.CharField()

    class SurgeryCheckOutput(Strict):
        """One check of the surgical programme."""

        name = serializers.CharField()
        verdict = serializers.ChoiceField([(one.value, one.value) for one in Verdict])
        why = serializers.CharField()

    class ReleasePlanOutput(Strict):
        """A release-to-work plan with its milestones."""

        class MilestoneOutput(Strict):
            """A milestone; `told_on`: when the surgeon was told that it was missed."""

            id = Id()
            kind = Word(MilestoneKind)
            words = serializers.CharField()
            offset_days = serializers.IntegerField()
            expected_on = serializers.DateField(allow_null=True)
            met_on = serializers.DateField(allow_null=True)
            told_on = serializers.DateField(allow_null=True)
            is_missed = serializers.BooleanField()

        id = Id()
        kind = Word(PlanKind)
        made_on = serializers.DateField()
        goals = serializers.CharField()
        capacities = serializers.CharField()
        version = serializers.IntegerField()
        by = serializers.CharField()
        milestones = MilestoneOutput(many=True)

    class SurgeryMoveOutput(Strict):
        """A change of the surgery's day."""

        id = Id()
        before = serializers.DateField(allow_null=True)
        after = serializers.DateField()
        milestones = serializers.IntegerField()
        by = serializers.CharField()
        is_undone = serializers.BooleanField()
        can_undo = serializers.BooleanField()

    key = serializers.CharField()
    procedure = serializers.CharField()
    episode = Id(source="episode.pk", allow_null=True, default=None)
    version = serializers.IntegerField(source="episode.version", allow_null=True, default=None)
    surgeon = serializers.CharField()
    dates = DateOutput(many=True)
    steps = StepOutput(many=True)
    checks = SurgeryCheckOutput(many=True)
    plans = ReleasePlanOutput(many=True)
    moves = SurgeryMoveOutput(many=True)
    joins = serializers.ListField(child=serializers.CharField())
    next_words = serializers.CharField()
    is_over = serializers.BooleanField()


class SurgeriesOutput(Strict):
    """The surgeries of a claim, open ones first."""

    surgeries = SurgeryOutput(many=True)


class MilestoneMoveOutput(Strict):
    """A milestone that another day of the surgery moves."""

    milestone = Id(source="key")
    words = serializers.CharField()
    before = serializers.DateField(allow_null=True)
    after = serializers.DateField()


class MilestoneMovesOutput(Strict):
    """What would move."""

    moves = MilestoneMoveOutput(many=True)


class DatedOutput(MilestoneMovesOutput):
    """What moved, the number of the move that one undo takes back, and what changed on the worklist."""

    episode = Id(source="episode.pk")
    move = Id(source="move.pk", allow_null=True, default=None)
    refreshed = RefreshedOutput()


def day() -> Day:
    """Return a day that may be left out."""
    return Day(required=False, allow_null=True, default=None)


class ToldInput(Strict):
    """What people told of a surgery; what is left out is not told (any more)."""

    candidate_on = day()
    surgeon_contacted_on = day()
    records_sent_on = day()
    told_requested_on = day()
    told_authorized_on = day()
    told_scheduled_for = day()
    told_performed_on = day()
    remark = Text(max_length=2000)


class CandidateInput(ToldInput):
    """A surgery the extract does not know yet."""

    procedure = Text(max_length=200, required=True)


class SurgeryDatesInput(ToldInput):
    """The dates of a surgery by its key, and the version they are based on."""

    about = Text(max_length=300, required=True)
    version = serializers.IntegerField(required=False, allow_null=True, default=None)


class ReleasePlanInput(Strict):
    """A release-to-work plan; an earlier one of the kind is revised (give its version)."""

    class GoalInput(Strict):
        """A milestone by days after the surgery; `words` for one of its own."""

        kind = Word(MilestoneKind)
        offset_days = serializers.IntegerField(min_value=0, max_value=MOST_OFFSET)
        words = Text(max_length=60)

    about = Text(max_length=300, required=True)
    kind = Word(PlanKind)
    made_on = Day()
    goals = Text(max_length=4000, required=True)
    capacities = Text(max_length=4000)
    milestones = GoalInput(many=True, required=False, default=list)
    version = serializers.IntegerField(required=False, allow_null=True, default=None)


class ConclusionInput(Strict):
    """The end of the surgical part."""

    about = Text(max_length=300, required=True)
    concluded_on = Day()
    next_provider = Text(max_length=200, required=True)
    next_seen_on = day()


class MetInput(Strict):
    """When a milestone was met."""

    on = Day()


class AboutInput(Strict):
    """The key of a surgery of the extract."""

    about = Text(max_length=300, required=True)


class Surgeries(ClaimThings):
    """Surgeries of a claim, begun and dated."""

    tag = "surgeries"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "candidate": Permission.RECORD_WRITE,
        "preview": Permission.RECORD_WRITE,
        "dates": Permission.RECORD_WRITE,
        "plan": Permission.RECORD_WRITE,
        "conclude": Permission.RECORD_WRITE,
    }
    accepts = {
        "candidate": CandidateInput,
        "preview": SurgeryDatesInput,
        "dates": SurgeryDatesInput,
        "plan": ReleasePlanInput,
        "conclude": ConclusionInput,
    }
    answers = {
        "list": {200: SurgeriesOutput},
        "candidate": {201: RefreshedOutput},
        "preview": {200: MilestoneMovesOutput},
        "dates": {200: DatedOutput},
        "plan": {201: RefreshedOutput},
        "conclude": {200: RefreshedOutput},
    }

    @property
    def doing(self) -> dict[str, Any]:
        """Return who does something, and when."""
        return {"by": self.membership, "today": self.today, "at": self.at}

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the surgeries of a claim, as its page shows them."""
        claim = self.opened(claim_id)
        return self.answer(surgery_page(claim=claim, membership=self.membership, today=self.today))

    def candidate(self, request: Request, claim_id: int) -> Response:
        """Name a surgical candidate."""
        claim, procedure = self.opened(claim_id), self.given.pop("procedure")
        _, refreshed = surgeries.name_candidate(
            claim=claim, procedure=procedure, told=Told(**self.given), **self.doing
        )
        return self.answer(refreshed, 201)

    def preview(self, request: Request, claim_id: int) -> Response:
        """Return which milestones these dates would move; writes nothing."""
        claim, about = self.opened(claim_id), self.given.pop("about")
        del self.given["version"]
        moves = surgeries.preview_dates(claim=claim, about=about, told=Told(**self.given))
        return self.answer({"moves": moves})

    def dates(self, request: Request, claim_id: int) -> Response:
        """Keep what people told; another day of the surgery moves its milestones."""
        claim, about = self.opened(claim_id), self.given.pop("about")
        version = self.given.pop("version")
        told = Told(**self.given)
        return self.answer(
            surgeries.tell_dates(claim=claim, about=about, told=told, version=version, **self.doing)
        )

    def plan(self, request: Request, claim_id: int) -> Response:
        """Make or revise a release-to-work plan."""
        given = dict(self.given)
        about, version = given.pop("about"), given.pop("version")
        goals = tuple(Goal(**one) for one in given.pop("milestones"))
        _, refreshed = release_plans.make_plan(
            claim=self.opened(claim_id),
            about=about,
            made=PlanMade(**given, milestones=goals),
            version=version,
            **self.doing,
        )
        return self.answer(refreshed, 201)

    def conclude(self, request: Request, claim_id: int) -> Response:
        """Conclude the surgical part and hand over."""
        claim, about = self.opened(claim_id), self.given.pop("about")
        _, refreshed = surgeries.conclude_surgery(
            claim=claim, about=about, conclusion=Conclusion(**self.given), **self.doing
        )
        return self.answer(refreshed)


class SurgeryEpisodes(ClaimThings):
    """What is done to an episode, a plan, a milestone or a move by its number."""

    tag = "surgeries"
    permissions = dict.fromkeys(
        ("join", "count", "reopen", "withdraw", "undo", "withdraw_plan", "meet", "unmeet"),
        Permission.RECORD_WRITE,
    )
    accepts = {"join": AboutInput, "meet": MetInput}
    answers = {
        "count": {200: DatedOutput},
        **{
            verb: {200: RefreshedOutput}
            for verb in ("join", "reopen", "withdraw", "undo", "withdraw_plan", "meet", "unmeet")
        },
    }

    @property
    def doing(self) -> dict[str, Any]:
        """Return who does something, and when."""
        return {"by": self.membership, "today": self.today, "at": self.at}

    def episode(self, episode_id: int) -> SurgeryEpisode:
        """Return an episode whose claim the member may open."""
        found: SurgeryEpisode = self.found(SurgeryEpisode.objects.all(), episode_id)
        return found

    def join(self, request: Request, episode_id: int) -> Response:
        """Say that a surgery of the extract is this one."""
        one = self.episode(episode_id)
        return self.answer(surgeries.join_episode(episode=one, **self.given, **self.doing))

    def count(self, request: Request, episode_id: int) -> Response:
        """Move the milestones to the day the extract has now."""
        return self.answer(surgeries.count_anew(episode=self.episode(episode_id), **self.doing))

    def reopen(self, request: Request, episode_id: int) -> Response:
        """Take a conclusion back."""
        return self.answer(surgeries.reopen_surgery(episode=self.episode(episode_id), **self.doing))

    def withdraw(self, request: Request, episode_id: int) -> Response:
        """Take back an episode entered by mistake."""
        return self.answer(surgeries.withdraw_episode(episode=self.episode(episode_id), **self.doing))

    def undo(self, request: Request, move_id: int) -> Response:
        """Put the surgery's day and its milestones back."""
        move = self.found(with_claim(SurgeryMove.objects, "episode"), move_id)
        return self.answer(surgeries.undo_move(move=move, **self.doing))

    def withdraw_plan(self, request: Request, release_plan_id: int) -> Response:
        """Take back a plan entered by mistake."""
        plan = self.found(with_claim(ReleasePlan.objects, "episode"), release_plan_id)
        return self.answer(release_plans.withdraw_plan(plan=plan, **self.doing))

    def meet(self, request: Request, milestone_id: int) -> Response:
        """Mark a milestone met on a day."""
        one = self.found(with_claim(Milestone.objects, "plan__episode"), milestone_id)
        return self.answer(release_plans.meet_milestone(milestone=one, **self.given, **self.doing))

    def unmeet(self, request: Request, milestone_id: int) -> Response:
        """Take back that a milestone was met."""
        one = self.found(with_claim(Milestone.objects, "plan__episode"), milestone_id)
        return self.answer(release_plans.unmeet_milestone(milestone=one, **self.doing))
