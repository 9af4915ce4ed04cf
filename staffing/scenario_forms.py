"""Strings to clean values, for the pages of forecast and scenarios."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import QuerySet

from cohe.fields import Written
from cohe.models import Person
from staffing.forms import DAY, offer
from staffing.models import Discussion
from staffing.models.scenario import LEAST_PERCENT, MOST_PERCENT
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.scenario_policies import MOST_NAME

SHARES = {"1": "a full week", "3/4": "three quarters", "1/2": "half a week", "1/4": "a quarter of a week"}
# A quarter, then its claims: with blanks, a comma, a semicolon or a tab between, thousands with a comma.
LINE = re.compile(r"(\d{4}\s*Q[1-4])[\s,;:]+(\d{1,3}(?:,\d{3})+|\d{1,7})", re.IGNORECASE)


def share_of(words: str) -> Fraction:
    """Return the share of a hire that an address names; a full week when it names none."""
    return Fraction(words if words in SHARES else "1")


def counted(line: str) -> tuple[Quarter, int]:
    """Return the quarter and the claims that a line says; raise `NoSuchQuarter` for other lines."""
    match = LINE.fullmatch(line)
    if match is None:
        raise NoSuchQuarter(line)
    return Quarter.named("".join(match[1].split())), int(match[2].replace(",", ""))


class CountsForm(forms.Form):
    """Claims of earlier quarters, typed or pasted, one quarter a line."""

    counts = forms.CharField(
        label="Quarters and claims",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        max_length=4000,
        help_text="One quarter a line, such as 2024Q1 2,210. A table can be pasted from a spreadsheet.",
    )
    source = Written(
        label="Where the numbers come from",
        max_length=200,
        help_text="Such as: quarterly status reports 2023 to 2025.",
    )

    def clean_counts(self) -> list[tuple[Quarter, int]]:
        """Return quarters with their claims; refuse a line that says neither, by its number."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["counts"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                found.append(counted(line.strip()))
            except NoSuchQuarter:
                wrong.append(f"Line {number} is no quarter with its claims: write it like 2024Q1 2,210.")
        if wrong:
            raise forms.ValidationError(wrong)
        return found


class ScenarioForm(forms.Form):
    """What a scenario is called, and how the volume changes."""

    name = Written(
        label="Name",
        max_length=MOST_NAME,
        help_text="Such as: hire in winter. Leave names of people out: in a discussion it is read by others.",
    )
    volume_percent = forms.IntegerField(
        label="Claims more or fewer, in percent",
        min_value=LEAST_PERCENT,
        max_value=MOST_PERCENT,
        initial=0,
        help_text="10: a tenth more than forecast; -5: a twentieth fewer.",
    )


class ScenarioChangeForm(ScenarioForm):
    """Name and volume of a scenario that is there; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class HireForm(forms.Form):
    """A new HSC with claim-specific hours a week."""

    hours = forms.IntegerField(label="Hours a week", min_value=0, max_value=60, initial=40)
    minutes = forms.IntegerField(label="and minutes", min_value=0, max_value=59, initial=0)
    full_time_hours = forms.IntegerField(
        label="Full-time hours a week", min_value=1, max_value=60, initial=40
    )
    first_on = forms.DateField(label="First day", widget=DAY)
    last_on = forms.DateField(
        label="Last day", widget=DAY, required=False, help_text="Empty: somebody who stays."
    )


class WhoForm(forms.Form):
    """Somebody with HSC time."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose an HSC")

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", people)


class LeaveForm(WhoForm):
    """A long leave, first and last day included."""

    first_on = forms.DateField(label="First day away", widget=DAY)
    last_on = forms.DateField(label="Last day away", widget=DAY)


class ResignationForm(WhoForm):
    """Somebody's last working day."""

    last_on = forms.DateField(label="Last working day", widget=DAY)


class BringForm(forms.Form):
    """The discussion that a scenario is brought to."""

    discussion = forms.ModelChoiceField(
        Discussion.objects.none(),
        label="Discussion",
        empty_label="Choose a discussion",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, discussions: QuerySet[Discussion], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "discussion", discussions)
