"""Letters from templates (D5), their letterhead, and packets for an appointment (D6)."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.letter_words import Audience, SentHow

AUDIENCES = [(one.value, one.label) for one in Audience]
HOW = [(one.value, one.label) for one in SentHow]
# Who is sent a packet for an appointment: those who treat.
PACKET_AUDIENCES = (Audience.ATTENDING_PROVIDER, Audience.SURGEON, Audience.REFERRAL_PROVIDER)


def sent_whole() -> Q:
    """Return the condition that a day, a way and a person say together that something was sent."""
    return Q(sent_on=None, sent_how="", sent_by=None) | (
        Q(sent_on__isnull=False, sent_by__isnull=False) & Q(sent_how__in=[one.value for one in SentHow])
    )


def withdrawn_with_reason() -> Q:
    """Return the condition that what is withdrawn says why and by whom."""
    return Q(withdrawn_at=None, why_withdrawn="", withdrawn_by=None) | (
        Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(why_withdrawn="")
    )


@history.tracked()
class LetterTemplate(TenantModel):
    """A COHE's own version of a letter template. Never changed but to retire it: the next version follows."""

    slug = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    since = models.DateField()
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    name = models.CharField(max_length=120)
    subject = models.TextField()
    text = models.TextField()
    retired_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "slug", "version"), name="lettertemplate_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="lettertemplate_version_from_one"),
            models.CheckConstraint(
                condition=Q(audience__in=[one.value for one in Audience]),
                name="lettertemplate_audience_known",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(subject="") & ~Q(text=""), name="lettertemplate_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@history.tracked()
class Letterhead(TenantModel):
    """What stands at the top of a COHE's letters and packets: address, phone, fax, one a line."""

    lines = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cohe",), name="letterhead_one_a_cohe"),)

    def __str__(self) -> str:
        return "Letterhead"


class Outgoing(TenantModel):
    """What leaves the building on paper: when, how and by whom it was sent; withdrawn with a reason."""

    receiver = models.TextField()
    sent_on = models.DateField(null=True, blank=True)
    sent_how = models.CharField(max_length=10, choices=HOW, blank=True, default="")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    why_withdrawn = models.TextField(default="", blank=True)

    class Meta:
        abstract = True


@history.tracked()
class Letter(Outgoing):
    """A letter about a claim: drafted from a template, changed by hand until it is sent.

    `version` counts its wordings from one; the history keeps each. A sent letter does not change.
    """

    claim = TenantKey(Claim, related_name="letters", db_index=False)
    template = models.SlugField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    address = models.TextField(default="", blank=True)
    subject = models.TextField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    written_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "-written_on"), name="letter_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(audience__in=[one.value for one in Audience]), name="letter_audience_known"
            ),
            models.CheckConstraint(
                condition=~Q(receiver="") & ~Q(subject="") & ~Q(text=""), name="letter_is_whole"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="letter_version_from_one"),
            models.CheckConstraint(condition=sent_whole(), name="letter_sent_whole"),
            models.CheckConstraint(condition=withdrawn_with_reason(), name="letter_withdrawn_with_reason"),
        )

    def __str__(self) -> str:
        return f"Letter of {self.written_on}"


@history.tracked()
class VisitPacket(Outgoing):
    """A pre-appointment packet: what a provider should have before her at a visit, as it stood when made.

    `sections` are frozen; `is_long`: the visit needs more time (APF or job analysis).
    """

    claim = TenantKey(Claim, related_name="visit_packets", db_index=False)
    visit_on = models.DateField()
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    questions = models.TextField(default="", blank=True)
    is_long = models.BooleanField("long visit", default=False)
    sections = models.JSONField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim", "-visit_on"), name="visitpacket_by_claim"),
            models.Index(fields=("cohe", "-visit_on", "-id"), name="visitpacket_by_day"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(audience__in=[one.value for one in PACKET_AUDIENCES]),
                name="visitpacket_to_who_treats",
            ),
            models.CheckConstraint(condition=~Q(receiver=""), name="visitpacket_has_a_receiver"),
            models.CheckConstraint(condition=sent_whole(), name="visitpacket_sent_whole"),
            models.CheckConstraint(
                condition=withdrawn_with_reason(), name="visitpacket_withdrawn_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"Packet for {self.visit_on}"
