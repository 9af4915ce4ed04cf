"""Asking the FRQ. The labels are our own: the wording is the University of Washington's."""

from typing import Any

from django import forms

from cohe.fields import DayField, PastForm, TextArea, Written, words
from coordination.choices import FrqOutcome
from coordination.frq import SITES

NO_SITE = "none"
ANSWERS = ("off_work", "interference", "sites", "modified_work", "confidence", "fear")
YES_OR_NO = (("", "No answer"), ("yes", "Yes"), ("no", "No"))
NO_ANSWER = ("", "No answer")
ZERO_TO_TEN = (NO_ANSWER, *((str(number), str(number)) for number in range(11)))


def zero_to_ten(label: str) -> forms.ChoiceField:
    """Return a question answered by a number, or not at all: one click each."""
    return forms.ChoiceField(label=label, choices=ZERO_TO_TEN, required=False, widget=forms.RadioSelect)


class FrqForm(PastForm):
    """One asking: what came of it and, when answered, the answers."""

    past_days: tuple[str, ...] = ("asked_on",)

    outcome = forms.ChoiceField(label="What came of it", choices=words(FrqOutcome), widget=forms.RadioSelect)
    asked_on = DayField(label="Asked on")
    off_work = forms.ChoiceField(
        label="1 Off work because of the injury", choices=YES_OR_NO, required=False, widget=forms.RadioSelect
    )
    interference = zero_to_ten("2 Pain interference, 0 to 10")
    sites = forms.MultipleChoiceField(
        label="3 Pain sites",
        choices=(*SITES, (NO_SITE, "Asked: none of these")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing when it was not answered.",
    )
    modified_work = forms.ChoiceField(
        label="4 Modified work available",
        choices=(NO_ANSWER, ("yes", "Yes"), ("no", "No"), ("unsure", "Unsure")),
        required=False,
        widget=forms.RadioSelect,
    )
    confidence = zero_to_ten("5 Sure of recovery, 0 to 10")
    fear = zero_to_ten("6 Fear that work harms, 0 to 10")
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse answers without an answered FRQ, an answered FRQ without any, and “none” beside a site."""
        clean = super().clean()
        given = [name for name in ANSWERS if clean.get(name)]
        if clean.get("outcome") == FrqOutcome.ANSWERED and not given and not self.errors:
            self.add_error("outcome", "Answered, but no answer is given: choose “Tried, not reached”.")
        if clean.get("outcome") in (FrqOutcome.ATTEMPTED, FrqOutcome.DECLINED) and given:
            self.add_error("outcome", "There are answers below: choose “Answered”, or clear them.")
        if NO_SITE in clean.get("sites", ()) and len(clean["sites"]) > 1:
            self.add_error("sites", "None, and a site: untick one of them.")
        return clean

    def answers(self) -> dict[str, Any]:
        """Return the answers as the score takes them; one that was not given is None."""
        clean = self.cleaned_data
        sites = [site for site in clean["sites"] if site != NO_SITE] if clean["sites"] else None
        return {
            "off_work": {"yes": True, "no": False}.get(clean["off_work"]),
            "interference": whole(clean["interference"]),
            "sites": sites,
            "modified_work": clean["modified_work"],
            "confidence": whole(clean["confidence"]),
            "fear": whole(clean["fear"]),
        }


def whole(answer: str) -> int | None:
    """Return a chosen number, None for no answer."""
    return int(answer) if answer else None
