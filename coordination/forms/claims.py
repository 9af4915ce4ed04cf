"""Why one opens a claim; its tier; what it takes to go live; what one searches for."""

from typing import Any

from django import forms

from claims.choices import Tier
from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written

OTHER = "other"
REASONS = (
    ("colleague-asked", "The claim's HSC asked me for help"),
    ("somebody-called", "The worker, provider or employer turned to me"),
    ("hand-over", "I am taking the claim over"),
    ("quality", "Quality review"),
    (OTHER, "Another reason"),
)


class ReasonForm(forms.Form):
    """Why somebody opens a claim outside her caseload."""

    reason = forms.ChoiceField(label="Why do you open it?", choices=REASONS, widget=forms.RadioSelect)
    words = Written(
        label="In your words",
        max_length=LINE_LETTERS,
        required=False,
        help_text="Needed for another reason. No names, nothing about health: this stands in the trail.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse “another reason” without words."""
        clean = super().clean() or {}
        if clean.get("reason") == OTHER and not clean.get("words"):
            self.add_error("words", "Say what the reason is.")
        return clean

    def sentence(self) -> str:
        """Return the reason as the trail keeps it."""
        words = self.cleaned_data["words"]
        if self.cleaned_data["reason"] == OTHER:
            return words
        label = dict(REASONS)[self.cleaned_data["reason"]]
        return f"{label}: {words}" if words else label


class TierForm(forms.Form):
    """Up or down, with the reason."""

    tier = forms.ChoiceField(choices=Tier.choices)
    reason = Written(label="Why", widget=TextArea(2), max_length=500)


class GoLiveForm(PastForm):
    """From which day on claims are new to the COHE."""

    past_days = ("before",)

    before = DayField(
        label="Mark as reviewed all claims that appeared before",
        help_text="The day itself is not included: claims of that day and later stay new.",
    )
