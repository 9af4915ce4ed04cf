"""Medication checks, and papers with the days they have reached."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cohe.fields import DayField, PastForm, TextArea, Written, words
from coordination import papers
from coordination.choices import AsPrescribed, Concern, PaperKind

Choices = Sequence[tuple[str, str]]


class MedicationForm(PastForm):
    """What the worker says about her medication, and whether the provider heard of a concern."""

    past_days = ("checked_on", "ap_told_on")

    checked_on = DayField(label="Asked on")
    as_prescribed = forms.ChoiceField(
        label="Takes it as prescribed", choices=words(AsPrescribed), widget=forms.RadioSelect
    )
    pain_complaint = forms.BooleanField(label="Complains that pain is not under control", required=False)
    concern = forms.ChoiceField(label="Concern", choices=words(Concern, "None"), required=False)
    ap_told_on = DayField(
        label="Attending provider told on", required=False, help_text="Empty: not told yet."
    )
    remark = Written(widget=TextArea(2), max_length=2000, required=False)


class ToldForm(PastForm):
    """The day on which the attending provider was told; empty takes it back."""

    past_days = ("told_on",)

    told_on = DayField(label="Told on", required=False)


class PaperForm(PastForm):
    """A paper: its form number, with whom where it is an agreement, and the days it has reached."""

    past_days = papers.STEPS

    code = forms.ChoiceField(label="Form")
    prescriber_number = forms.ChoiceField(label="Prescriber", required=False)
    due_on = DayField(label="Due on", required=False)
    given_on = DayField(label="Given on", required=False, help_text="To the provider or the worker.")
    returned_on = DayField(label="Returned on", required=False, help_text="Filled in and signed.")
    sent_on = DayField(label="Sent on", required=False, help_text="To L&I.")
    approved_on = DayField(label="Approved on", required=False)
    denied_on = DayField(label="Denied on", required=False)
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def __init__(self, *args: Any, codes: Choices, prescribers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("code", codes), ("prescriber_number", [("", "None"), *prescribers])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Refuse days out of order, and an agreement with nobody."""
        clean = super().clean()
        try:
            papers.refuse_unless_in_order(self.days())
        except ValueError as no:
            self.add_error(None, str(no))
        form = papers.BY_CODE.get(clean.get("code", ""))
        if form and form.kind == PaperKind.AGREEMENT and not clean.get("prescriber_number"):
            self.add_error("prescriber_number", "A treatment agreement is with a prescriber: say with whom.")
        return clean

    def days(self) -> dict[str, date | None]:
        """Return the days of the paper by step."""
        return {name: self.cleaned_data.get(name) for name in ("due_on", *papers.STEPS)}
