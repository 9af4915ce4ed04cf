"""Strings to clean values, for the pages of measures, performance and improvement projects."""

from typing import Any

from django import forms

from cohe.fields import DayField, PastForm, TextArea, Written, words
from cohe.models import Person
from staffing.actions.performance import Answers, Project
from staffing.choices import Adoption, SurveyOf
from staffing.forms import QuarterField, offer
from staffing.measures import MEASURES

YES_OR_NO = (("yes", "Yes"), ("no", "No"))
LINE, TEXT = 300, 4000


def yes_or_no(label: str) -> forms.TypedChoiceField:
    """Return a question that is answered with yes or no, never left at a guess."""
    return forms.TypedChoiceField(
        label=label, choices=YES_OR_NO, widget=forms.RadioSelect, coerce=lambda word: word == "yes"
    )


class ReviewForm(forms.Form):
    """What a reviewer says of an APF."""

    is_complete = yes_or_no("Complete")
    is_on_time = yes_or_no("On time")
    remark = Written(label="Remark", max_length=TEXT, required=False, widget=TextArea(3))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ComparisonForm(forms.Form):
    """The incidence of claims outside COHEs."""

    percent = forms.DecimalField(
        label="Time-loss incidence of claims outside COHEs, in percent", max_digits=6, decimal_places=3
    )
    source = Written(label="Source", max_length=LINE, help_text="Where the figure stands, and of which day.")


class AdopterForm(PastForm):
    """How far a provider has taken up the best practices."""

    past_days = ("since",)
    adoption = forms.ChoiceField(label="Class", choices=words(Adoption))
    since = DayField(label="From")
    reason = Written(label="Why", max_length=LINE, required=False)


class CallForm(PastForm):
    """A call between provider and employer."""

    past_days = ("on",)
    on = DayField(label="Day of the call")
    source = Written(label="Who told of it", max_length=LINE)
    is_billed = forms.BooleanField(label="The provider billed the call", required=False)


class SurveyForm(forms.Form):
    """Answers to one question."""

    quarter = QuarterField(label="Quarter")
    of = forms.ChoiceField(label="Who was asked", choices=words(SurveyOf))
    question = Written(label="Question", max_length=LINE)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="About", empty_label="The COHE as a whole", required=False
    )
    answered = forms.IntegerField(label="Answers", min_value=1, max_value=1_000_000)
    positive = forms.IntegerField(label="Positive answers", min_value=0, max_value=1_000_000)
    source = Written(label="Source", max_length=LINE, required=False)

    def __init__(self, *args: Any, colleagues: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", colleagues)

    def answers(self) -> Answers:
        """Return what was typed."""
        given = self.cleaned_data
        return Answers(
            of=SurveyOf(given["of"]),
            question=given["question"],
            answered=given["answered"],
            positive=given["positive"],
            source=given["source"],
            person=given["person"],
        )


class ImprovementForm(forms.Form):
    """A quality-improvement project."""

    title = Written(label="Project", max_length=LINE)
    aim = Written(label="What it is for", max_length=TEXT, widget=TextArea(2))
    change = Written(label="What is changed", max_length=TEXT, widget=TextArea(3))
    measure = forms.ChoiceField(
        label="Measure it is to move", choices=[(one.code, f"{one.code} {one.title}") for one in MEASURES]
    )
    started_on = DayField(label="Began on")
    before = QuarterField(label="Quarter before")
    after = QuarterField(label="Quarter after", required=False, help_text="Empty until it has come.")
    ended_on = DayField(label="Ended on", required=False)
    lesson = Written(label="What was learned", max_length=TEXT, required=False, widget=TextArea(3))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def project(self) -> Project:
        """Return what was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Project(**given)
