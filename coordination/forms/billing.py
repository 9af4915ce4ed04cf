"""The table of billing codes."""

from datetime import date
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, Written
from cohe.models import Role
from coordination.billing import ROUNDINGS, Unit
from coordination.choices import NoteKind

MOST_UNITS = 100_000


def month_of(text: str, today: date) -> date:
    """Return the first day of a month written 2026-10; that of today for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)


def units(label: str) -> forms.IntegerField:
    """Return a field for a limit; empty is no limit."""
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MOST_UNITS)


class CodeForm(forms.Form):
    """What a code is from a day on."""

    code = Written(max_length=20)
    label = Written(label="What it pays", max_length=LINE_LETTERS)
    unit = forms.ChoiceField(
        choices=[(Unit.MINUTES.value, "Minutes"), (Unit.EACH.value, "Each activity")],
    )
    minutes_per_unit = forms.IntegerField(label="Minutes a unit", min_value=1, max_value=1440, initial=1)
    rounding = forms.ChoiceField(choices=[(word, word.capitalize()) for word in ROUNDINGS])
    since = DayField(label="From")
    until = DayField(label="Until, not including", required=False)
    roles = forms.MultipleChoiceField(
        label="Only for these roles",
        required=False,
        choices=[(role.value, role.label) for role in (Role.HSC, Role.ASSISTANT)],
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label="Only for these types of note",
        required=False,
        choices=[(k.value, k.label) for k in NoteKind if k != NoteKind.ADMINISTRATIVE],
        widget=forms.CheckboxSelectMultiple,
    )
    most_a_day = units("Most units a day, of one biller")
    most_a_claim = units("Most units a claim")
    most_a_period = units("Most units a period, of one claim")
    period_days = forms.IntegerField(label="Days of that period", required=False, min_value=1, max_value=3650)
    rate = forms.DecimalField(
        label="Dollars a unit", required=False, min_value=0, max_digits=8, decimal_places=2
    )
    reason = Written(label="Why, and from what source", max_length=LINE_LETTERS)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and a limit of a period without its days."""
        clean = super().clean() or {}
        since, until = clean.get("since"), clean.get("until")
        if since and until and until <= since:
            self.add_error("until", "A code ends after it began.")
        if clean.get("most_a_period") and not clean.get("period_days"):
            self.add_error("period_days", "Say of how many days the period is.")
        return clean

    def fields_of_code(self) -> dict[str, Any]:
        """Return the fields of the row."""
        return {**self.cleaned_data, "period_days": self.cleaned_data.get("period_days") or 0}
