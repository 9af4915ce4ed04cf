"""Strings to clean values, for the pages of staffing."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cohe.fields import Written
from cohe.models import Person
from staffing.choices import AbsenceKind, ReportSection, StaffRole
from staffing.models import RoleShare
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.report import ASKED, LONGEST_TEXT

DAY = forms.DateInput(attrs={"type": "date"})


def labelled(words: Any) -> list[tuple[str, str]]:
    """Return choices of a form with what people read."""
    return [(one.value, one.label) for one in words]


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of a form choose among rows."""
    choice = form.fields[name]
    if isinstance(choice, forms.ModelChoiceField):
        choice.queryset = rows


class QuarterField(forms.CharField):
    """A quarter in words such as 2026Q3."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=6, **{"help_text": "Such as 2026Q3.", **options})

    def clean(self, value: Any) -> Quarter | None:
        """Return the quarter; None of nothing where it may be left open."""
        text = super().clean(value)
        try:
            return Quarter.named(text) if text else None
        except NoSuchQuarter as no:
            raise forms.ValidationError(str(no)) from no


class ShareForm(forms.Form):
    """A part of a week in a role. Hours and minutes, so that a third of a week can be said exactly."""

    role = forms.ChoiceField(
        label="Role", choices=labelled(StaffRole),
        help_text="An HSC's share is claim-specific time alone; other work has a share of its own role.",
    )  # fmt: skip
    hours = forms.IntegerField(label="Hours a week", min_value=0, max_value=60)
    minutes = forms.IntegerField(label="and minutes", min_value=0, max_value=59, initial=0)
    full_time_hours = forms.IntegerField(
        label="Full-time hours a week", min_value=1, max_value=60, initial=40,
        help_text="A third of forty hours is 13 hours and 20 minutes.",
    )  # fmt: skip
    full_time_minutes = forms.IntegerField(label="and minutes", min_value=0, max_value=59, required=False)
    since = forms.DateField(label="From", widget=DAY)
    last_on = forms.DateField(
        label="Last day", widget=DAY, required=False, help_text="Empty: until it is ended."
    )
    reason = Written(label="Why", max_length=300, required=False)

    @staticmethod
    def begins_with(share: RoleShare) -> dict[str, object]:
        """Return what the form shows of a share that is there."""
        hours, minutes = divmod(share.minutes_a_week, 60)
        full_hours, full_minutes = divmod(share.full_time_minutes, 60)
        return {
            "role": share.role,
            "hours": hours,
            "minutes": minutes,
            "full_time_hours": full_hours,
            "full_time_minutes": full_minutes,
            "since": share.since,
            "last_on": share.last_on,
            "reason": share.reason,
        }


class EndForm(forms.Form):
    """The last day of a share."""

    last_on = forms.DateField(label="Last day", widget=DAY)


class AbsenceForm(forms.Form):
    """Days on which somebody is away."""

    kind = forms.ChoiceField(label="Why", choices=labelled(AbsenceKind))
    first_on = forms.DateField(label="First day away", widget=DAY)
    last_on = forms.DateField(label="Last day away", widget=DAY)
    is_long = forms.BooleanField(
        label="Long leave: the days do not count as FTE", required=False,
        help_text="Hours of whoever covers a long leave count for her.",
    )  # fmt: skip


class ReportsToForm(forms.Form):
    """Whom somebody answers to from a day on."""

    reports_to = forms.ModelChoiceField(
        Person.objects.none(), label="Answers to", empty_label="Choose a colleague"
    )
    since = forms.DateField(label="From", widget=DAY)

    def __init__(self, *args: Any, colleagues: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reports_to", colleagues)


class DiscussionForm(forms.Form):
    """What is forecast, planned and agreed."""

    forecast = Written(
        label="Forecast volume", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    strategy = Written(
        label="Staffing strategy", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    held_on = forms.DateField(label="Held on", widget=DAY, required=False)
    follow_up_on = forms.DateField(label="Follow-up on", widget=DAY, required=False)
    outcome = Written(
        label="What came of it", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class QuarterForm(forms.Form):
    """A quarter to check."""

    quarter = QuarterField(label="Quarter")


class ReportForm(forms.Form):
    """What is written in each section of a quarterly report."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for section in ReportSection:
            self.fields[section.value] = Written(
                label=section.label,
                help_text=ASKED[section],
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def narrative(self) -> dict[str, str]:
        """Return what was written, by section."""
        return {section.value: self.cleaned_data[section.value] for section in ReportSection}


class SignForm(forms.Form):
    """The signature under a report."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    signed_name = Written(label="Sign with your name", max_length=120)


class VersionForm(forms.Form):
    """Why there is another version."""

    reason = Written(label="Why there is another version", max_length=500)
