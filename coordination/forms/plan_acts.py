"""What is recorded with a plan: discussions, marks of lines, contacts, reports, updates."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written, words
from coordination.choices import Direction
from coordination.forms.items import choose
from coordination.plan_words import Audience, Discussed, MarkKind, Timely

MINUTES_OF_A_DAY = 1440
# What a person marks on a line's page; a note touches lines when it is signed.
MARKS = (MarkKind.PROGRESS, MarkKind.DONE, MarkKind.NO_CHANGE)


class TalkForm(PastForm):
    """The plan discussed with the worker."""

    past_days = ("on",)

    on = DayField(label="Discussed on")
    result = forms.ChoiceField(label="The worker", choices=words(Discussed), widget=forms.RadioSelect)
    concerns = Written(
        label="Concerns",
        required=False,
        max_length=2000,
        widget=TextArea(rows=2),
        help_text="In the worker's words. Concerns send the plan back to be re-evaluated.",
    )


class ConcludeForm(forms.Form):
    """How a plan ended."""

    reason = Written(label="How it ended", max_length=2000, widget=TextArea(rows=2))


class MarkForm(PastForm):
    """What happened with a line."""

    past_days = ("on",)

    kind = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    on = DayField(label="Day")
    percent = forms.IntegerField(
        label="Percent of the way", required=False, min_value=0, max_value=100, help_text="Progress only."
    )
    words = Written(
        label="In words",
        required=False,
        max_length=2000,
        widget=TextArea(rows=2),
        help_text="No change: what the attending provider answered, and why the plan stays.",
    )

    def __init__(self, *args: Any, is_intervention: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (*MARKS, MarkKind.STARTED) if is_intervention else MARKS
        choose(self, "kind", words(kinds))


class ContactForm(PastForm):
    """A contact with the worker and its three prompts. `key` is the note's own."""

    past_days = ("on",)

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = DayField(label="Day")
    minutes = forms.IntegerField(min_value=0, max_value=MINUTES_OF_A_DAY)
    direction = forms.ChoiceField(choices=words(Direction))
    care_timely = forms.ChoiceField(
        label="1 Is care given in time?", choices=words(Timely), widget=forms.RadioSelect
    )
    care_words = Written(label="What is late, or missing", required=False, max_length=1000)
    return_words = Written(
        label="2 What does the worker expect of returning to work?",
        required=False,
        max_length=2000,
        widget=TextArea(rows=2),
    )
    return_expected_on = DayField(label="Expects to be back on", required=False)
    other_help = Written(
        label="3 Other help needed, medical or not",
        required=False,
        max_length=2000,
        widget=TextArea(rows=2),
    )
    text = Written(label="What else was said", required=False, max_length=10_000, widget=TextArea(rows=3))
    next_contact_on = DayField(label="Next contact", help_text="Always set.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tomorrow = self.today + timedelta(days=1)
        self.fields["next_contact_on"].widget.attrs["min"] = tomorrow.isoformat()


class ReportForm(PastForm):
    """A report on an intervention."""

    past_days = ("received_on",)

    key = forms.TypedChoiceField(label="On which intervention", coerce=int)
    sender = Written(label="From", max_length=LINE_LETTERS)
    received_on = DayField(label="Received on")

    def __init__(self, *args: Any, interventions: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "key", list(interventions))


class UpdateForm(forms.Form):
    """An update to employer or committee: the whitelist's four parts, to whom, and no other field."""

    audience = forms.ChoiceField(label="To the", choices=words(Audience), widget=forms.RadioSelect)
    receiver = Written(label="Name", max_length=LINE_LETTERS)
    next_medical_update_on = DayField(label="Next medical update expected on", required=False)
    abilities = Written(label="Current abilities", required=False, max_length=2000, widget=TextArea(rows=2))
    restrictions = Written(required=False, max_length=2000, widget=TextArea(rows=3))
    prognosis = Written(
        label="Return-to-work prognosis", required=False, max_length=2000, widget=TextArea(rows=2)
    )


class SendForm(PastForm):
    """That an update has left the building."""

    past_days = ("on",)

    on = DayField(label="Sent on")
    confirmed = forms.BooleanField(
        label="I have read it: it leaves the building and does not change any more",
        error_messages={"required": "Read it and tick this: what has left cannot be called back."},
    )


class DayForm(PastForm):
    """A day on which something was done."""

    past_days = ("on",)

    on = DayField(label="Day")


def first_contact(today: date, every_days: int) -> dict[str, Any]:
    """Return what a contact that nobody has begun holds."""
    return {
        "on": today,
        "direction": Direction.OUTGOING,
        "next_contact_on": today + timedelta(days=every_days),
    }
