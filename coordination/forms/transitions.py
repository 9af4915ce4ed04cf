"""Transfers of care, days in hospital, hand-overs: what a coordinator types."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written, words
from cohe.models import Cohe, Membership
from coordination.actions.transitions import StaySaid, TransferSaid
from coordination.choices import TurnKind
from coordination.transition_words import AskedBy, Change, Decision

MOST_REASON = 2000


class TransferForm(PastForm):
    """A transfer of care from asking to the first visit with the new attending provider."""

    past_days = ("asked_on", "card_sent_on", "decided_on", "first_visit_on")

    asked_on = DayField(label="Asked for on")
    asked_by = forms.ChoiceField(label="Asked for by", choices=words(AskedBy))
    reason = Written(label="Reason", max_length=MOST_REASON, required=False, widget=TextArea(2))
    provider_name = Written(label="New provider", max_length=LINE_LETTERS, required=False)
    provider_number = Written(label="Their provider number", max_length=20, required=False)
    card_sent_on = DayField(
        label="Transfer card sent on", required=False, help_text="Case transfer card F245-037-000."
    )
    decision = forms.ChoiceField(
        label="L&I decided", choices=words(Decision, blank="Not decided"), required=False
    )
    decided_on = DayField(label="Decided on", required=False)
    first_visit_on = DayField(label="First visit with the new provider", required=False)

    def said(self) -> TransferSaid:
        """Return what was typed."""
        return TransferSaid(**self.cleaned_data)


class StayForm(PastForm):
    """Days in hospital, and what follows the discharge."""

    past_days = ("admitted_on", "discharged_on", "papers_on")

    facility = Written(label="Hospital", max_length=LINE_LETTERS)
    admitted_on = DayField(label="Admitted on")
    discharged_on = DayField(label="Discharged on", required=False, help_text="Empty: still in hospital.")
    papers_on = DayField(label="Discharge papers received on", required=False)
    follow_up_on = DayField(label="Follow-up visit on", required=False, help_text="May lie ahead.")

    def said(self) -> StaySaid:
        """Return what was typed."""
        return StaySaid(**self.cleaned_data)


class ChecklistForm(forms.Form):
    """Which checklist to begin."""

    change = forms.ChoiceField(label="Checklist", choices=words(Change))


class StepForm(forms.Form):
    """Which step of a checklist is done, or no longer."""

    step = forms.CharField(max_length=30)
    is_done = forms.BooleanField(required=False)


class HandOverForm(forms.Form):
    """To whom a claim is handed over, and why; the packet beside it was read."""

    receiver = forms.ChoiceField(label="To")
    reason = Written(label="Why", max_length=MOST_REASON, widget=TextArea(3))
    confirmed = forms.BooleanField(
        label="I have read the packet. To another COHE it leaves this one, and nothing else does.",
        error_messages={"required": "Read the packet, then tick this: it is sent as it stands here."},
    )

    def __init__(
        self, *args: Any, colleagues: Iterable[Membership], cohes: Iterable[Cohe], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.colleagues = {f"hsc-{one.person_id}": one for one in colleagues}
        self.cohes = {f"cohe-{one.pk}": one for one in cohes}
        field = self.fields["receiver"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "Choose the receiver"),
            ("HSCs of this COHE", [(key, one.person.name) for key, one in self.colleagues.items()]),
            ("Another COHE", [(key, one.name) for key, one in self.cohes.items()]),
        ]


# What the other side reads: a question, its answer, why a claim comes back.
NEEDS_WORDS: dict[str, str] = {
    TurnKind.QUESTIONED: "Say what you need to know: the sender reads it.",
    TurnKind.SENT: "Answer the question: the receiver reads it.",
    TurnKind.RETURNED: "Say why you give it back: the sender reads it.",
}


class AnswerForm(forms.Form):
    """What a sender or receiver does with a hand-over, and the words that go with it."""

    kind = forms.ChoiceField(choices=words(TurnKind))
    text = Written(label="Your words", max_length=MOST_REASON, required=False)
    seen = forms.CharField(max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a question, an answer or a giving back without words."""
        clean = super().clean() or {}
        needed = NEEDS_WORDS.get(clean.get("kind", ""))
        if needed and "text" not in self.errors and not clean.get("text"):
            self.add_error("text", needed)
        return clean
