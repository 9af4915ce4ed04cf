"""Referrals: begun, taken step by step, each step taken back; what was used; the log and its figures."""

from decimal import Decimal
from typing import Any

from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.actions import referrals
from coordination.actions.referral_changes import Taken
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.models import Referral, ReferralUse
from coordination.queries import referral_log
from coordination.referral_kinds import Authorization, Orderer, ReferralKind
from coordination.referral_steps import Barrier, Exit, Step
from coordination.referral_uses import Use, Used


class ReferralOutput(Strict):
    """One referral with the days of its life cycle."""

    id = Id()
    claim = Id(source="claim_id")
    kind = Word(ReferralKind)
    service = serializers.CharField()
    subject = serializers.CharField()
    recipient = serializers.CharField()
    suggested_on = serializers.DateField(allow_null=True)
    ordered_on = serializers.DateField(allow_null=True)
    ordered_at = serializers.DateTimeField(allow_null=True)
    orderer = Word(Orderer, allow_blank=True)
    ordered_by = serializers.CharField()
    authorization = Word(Authorization)
    authorization_on = serializers.DateField(allow_null=True)
    authorized_by = serializers.CharField()
    sent_on = serializers.DateField(allow_null=True)
    records_sent_on = serializers.DateField(allow_null=True)
    scheduled_on = serializers.DateField(allow_null=True)
    scheduled_at = serializers.DateTimeField(allow_null=True)
    scheduled_for = serializers.DateField(allow_null=True)
    moves = serializers.IntegerField()
    missed_on = serializers.DateField(allow_null=True)
    no_shows = serializers.IntegerField()
    barrier = Word(Barrier, allow_blank=True)
    barrier_on = serializers.DateField(allow_null=True)
    engaged_on = serializers.DateField(allow_null=True)
    record_fetched_on = serializers.DateField(allow_null=True)
    report_on = serializers.DateField(allow_null=True)
    passed_on = serializers.DateField(allow_null=True)
    told_on = serializers.DateField(allow_null=True)
    reviewed_on = serializers.DateField(allow_null=True)
    stage = serializers.CharField()
    stage_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    completed_on = serializers.DateField(allow_null=True)
    ended_as = Word(Exit, allow_blank=True)
    ended_on = serializers.DateField(allow_null=True)
    why_ended = serializers.CharField()
    version = serializers.IntegerField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class ReferralStepInput(Strict):
    """One step: the day it happened, and what this step asks for; the rest stays out."""

    step = Word(Step)
    on = Day()
    hour = serializers.TimeField(required=False, help_text="Of Washington; where hours are counted.")
    orderer = Word(Orderer, required=False)
    name = Text(max_length=200)
    recipient = Text(max_length=200)
    with_records = serializers.BooleanField(required=False, default=False)
    visit = Day(required=False, allow_null=True)
    barrier = Word(Barrier, required=False)
    stage = Text(max_length=200)
    outcome = Text(max_length=200)
    ended_as = Word(Exit, required=False)
    remark = Text(max_length=2000)
    version = serializers.IntegerField(required=False, min_value=1, help_text="That was looked at.")


class BeginInput(ReferralStepInput):
    """A referral from its first word: `step` is suggest, order or rule-out."""

    kind = Word(ReferralKind)
    service = Text(max_length=200)
    subject = Text(max_length=200)


class ReferralVersionInput(Strict):
    """The version that was looked at."""

    version = serializers.IntegerField(required=False, min_value=1)


class ChangedOutput(Strict):
    """The referral as it stands now, and what changed on the worklist."""

    referral = ReferralOutput()
    refreshed = RefreshedOutput()


class UseInput(Strict):
    """What of a programme was used: days, sessions or hours, and dollars."""

    what = Word(Use)
    on = Day()
    quantity = serializers.DecimalField(max_digits=6, decimal_places=2, min_value=0, default=Decimal(0))
    amount = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=0, default=Decimal(0))
    remark = Text(max_length=2000)


class UseOutput(Strict):
    """A use as it was recorded."""

    id = Id()
    referral = Id(source="referral_id")
    what = Word(Use)
    on = serializers.DateField()
    quantity = serializers.DecimalField(max_digits=6, decimal_places=2)
    amount = serializers.DecimalField(max_digits=9, decimal_places=2)
    remark = serializers.CharField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class LogQuery(PageQuery):
    """The filters of the referral log."""

    state = Word(referral_log.State, required=False, default=referral_log.State.OPEN)
    kind = Word(ReferralKind, required=False)
    orderer = Word(Orderer, required=False)
    barrier = Word(Barrier, required=False)
    hsc = Id(required=False)


class FiguresOutput(Strict):
    """The log in numbers; hours from order to visit set, the share of those timed within the limit."""

    count = serializers.IntegerField()
    open = serializers.IntegerField()
    late = serializers.IntegerField()
    timed = serializers.IntegerField()
    timely = serializers.IntegerField()
    share = serializers.IntegerField(allow_null=True)
    median_hours = serializers.FloatField(allow_null=True)
    limit_hours = serializers.IntegerField()
    weekends_count = serializers.BooleanField()
    no_shows = serializers.IntegerField()
    not_timed = serializers.IntegerField()


class BarriersOutput(Strict):
    """What kept workers from starting, the most frequent first."""

    class RowOutput(Strict):
        """One barrier with what came of its referrals."""

        barrier = Word(Barrier)
        count = serializers.IntegerField()
        started = serializers.IntegerField()
        still_open = serializers.IntegerField()
        proposed = serializers.CharField()

    rows = RowOutput(many=True)
    met = serializers.IntegerField()
    ordered = serializers.IntegerField()
    engaged = serializers.IntegerField()


def taken_of(given: dict[str, Any]) -> Taken:
    """Return a step as it was sent."""
    names = set(given) - {"version", "kind", "service", "subject"}
    return Taken(**{name: given[name] for name in names})


class Referrals(ClaimThings):
    """Referrals of a claim. Steps are taken back one by one; one entered by mistake is withdrawn by that."""

    tag = "Referrals"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "retrieve": Permission.CLAIM_SEE,
        "begin": Permission.RECORD_WRITE,
        "step": Permission.RECORD_WRITE,
        "undo": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"begin": BeginInput, "step": ReferralStepInput, "undo": ReferralVersionInput}
    answers = {
        "list": {200: paged(ReferralOutput)},
        "retrieve": {200: ReferralOutput},
        "begin": {201: ChangedOutput},
        "step": {200: ChangedOutput},
        "undo": {200: ChangedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the referrals of a claim, the latest recorded first."""
        return self.page(Referral.objects.filter(claim=self.opened(claim_id)), "-id", ReferralOutput)

    def retrieve(self, request: Request, referral_id: int) -> Response:
        """Return one referral."""
        return self.answer(self.found(Referral.objects.all(), referral_id))

    def begin(self, request: Request, claim_id: int) -> Response:
        """Suggest a referral, record one that was ordered, or rule a kind out with the reason."""
        begun = referrals.Begun(
            kind=self.given["kind"], service=self.given["service"], subject=self.given["subject"]
        )
        changed = referrals.begin_referral(
            claim=self.opened(claim_id),
            begun=begun,
            taken=taken_of(self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(changed, 201)

    def step(self, request: Request, referral_id: int) -> Response:
        """Record the next step, with its day; what cannot follow is refused with a sentence."""
        changed = referrals.take_step(
            referral=self.found(Referral.objects.all(), referral_id),
            taken=taken_of(self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
            version=self.given.get("version"),
        )
        return self.answer(changed)

    def undo(self, request: Request, referral_id: int) -> Response:
        """Take the last step back; the first one withdraws the referral."""
        changed = referrals.undo_step(
            referral=self.found(Referral.objects.all(), referral_id),
            by=self.membership,
            today=self.today,
            at=self.at,
            version=self.given.get("version"),
        )
        return self.answer(changed)


class ReferralUses(ClaimThings):
    """What of a programme was used, against its limits by date of injury."""

    tag = "Referrals"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "record": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"record": UseInput}
    answers = {
        "list": {200: paged(UseOutput)},
        "record": {201: UseOutput},
        "withdraw": {204: None},
    }

    def list(self, request: Request, referral_id: int) -> Response:
        """Return what was used of a referral, the latest recorded first."""
        rows = ReferralUse.objects.filter(referral=self.found(Referral.objects.all(), referral_id))
        return self.page(rows, "-id", UseOutput)

    def record(self, request: Request, referral_id: int) -> Response:
        """Record a use; refused beyond the limit of the programme."""
        given = self.given
        use = referrals.record_use(
            referral=self.found(Referral.objects.all(), referral_id),
            used=Used(given["what"], given["on"], given["quantity"], given["amount"]),
            remark=given["remark"],
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(use, 201)

    def withdraw(self, request: Request, use_id: int) -> Response:
        """Take back a use entered by mistake."""
        use = ReferralUse.objects.filter(pk=use_id).select_related("referral").first()
        if use is None:
            raise exceptions.NotFound
        self.opened(use.referral.claim_id)
        referrals.withdraw_use(use=use, by=self.membership, at=self.at)
        return self.answer(None, 204)


class ReferralLog(Resource):
    """The referral log: the same query as the page's."""

    tag = "Referrals"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "figures": Permission.CLAIM_SEE,
        "barriers": Permission.CLAIM_SEE,
    }
    asks = {"list": LogQuery, "figures": LogQuery}
    answers = {
        "list": {200: paged(ReferralOutput)},
        "figures": {200: FiguresOutput},
        "barriers": {200: BarriersOutput},
    }

    def log(self) -> referral_log.Log:
        """Return the log as the address asks for it."""
        given = {name: str(value) for name, value in self.asked.items() if name not in ("cursor", "limit")}
        asked = referral_log.Asked(**given)
        return referral_log.referral_log(asked=asked, membership=self.membership, today=self.today)

    def list(self, request: Request) -> Response:
        """Return the referrals that the filters leave, the latest recorded first."""
        rows = Referral.objects.filter(pk__in=[row.id for row in self.log().rows])
        return self.page(rows, "-id", ReferralOutput)

    def figures(self, request: Request) -> Response:
        """Return the log in numbers: hours to scheduling, share within the limit, missed visits."""
        return self.answer(self.log().figures)

    def barriers(self, request: Request) -> Response:
        """Return what kept workers from starting."""
        return self.answer(referral_log.barriers_report(membership=self.membership))
