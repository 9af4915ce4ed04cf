"""Case conferences, and questions to an advisor."""

from collections.abc import Iterator
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, MOST_LETTERS, DayField, PastForm, TextArea, Written
from cohe.models import Membership
from coordination.actions import conferences
from coordination.forms.items import choose

FOLLOW_UPS = 3
SAY = "One a line, with role or clinic."


class PlanConferenceForm(forms.Form):
    """What a conference is about, when, with whom."""

    subject = Written(label="What it is about", max_length=LINE_LETTERS)
    planned_on = DayField(label="Day")
    participants = Written(required=False, max_length=2000, widget=TextArea(3), help_text=SAY)

    def planned(self) -> conferences.Planned:
        """Return it as the action takes it."""
        clean = self.cleaned_data
        return conferences.Planned(clean["subject"], clean["planned_on"], clean["participants"].splitlines())


class HoldConferenceForm(PastForm):
    """What a conference decided; its follow-ups become tasks."""

    past_days = ("held_on",)

    held_on = DayField(label="Held on")
    participants = Written(label="Who took part", max_length=2000, widget=TextArea(3), help_text=SAY)
    decisions = Written(label="What was decided", max_length=MOST_LETTERS, widget=TextArea(4))

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.person_id: one for one in people}
        for n in range(1, FOLLOW_UPS + 1):
            self.fields[f"title_{n}"] = Written(
                label=f"Follow-up {n}", max_length=LINE_LETTERS, required=False
            )
            self.fields[f"due_{n}"] = DayField(label="By", required=False)
            self.fields[f"to_{n}"] = forms.TypedChoiceField(
                label="Who does it", coerce=int, required=False, empty_value=None
            )
            choose(self, f"to_{n}", [(one.person_id, str(one.person)) for one in people])

    def clean(self) -> dict[str, Any]:
        """Refuse half a follow-up."""
        clean = super().clean()
        for n in range(1, FOLLOW_UPS + 1):
            title, due = clean.get(f"title_{n}"), clean.get(f"due_{n}")
            if title and not due and f"due_{n}" not in self.errors:
                self.add_error(f"due_{n}", "Say by when.")
            if due and not title:
                self.add_error(f"title_{n}", "Say what follows.")
        return clean

    @property
    def what_was_said(self) -> list[forms.BoundField]:
        """Return the fields above the follow-ups."""
        return [self["held_on"], self["participants"], self["decisions"]]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """Return the fields of each follow-up: they stand in one line."""
        rows = range(1, FOLLOW_UPS + 1)
        return [[self[f"title_{n}"], self[f"due_{n}"], self[f"to_{n}"]] for n in rows]

    def held(self) -> conferences.Held:
        """Return it as the action takes it."""
        clean = self.cleaned_data
        return conferences.Held(
            clean["held_on"], clean["decisions"], clean["participants"].splitlines(), tuple(self.follow_ups())
        )

    def follow_ups(self) -> Iterator[conferences.Task]:
        """Yield the tasks that follow."""
        clean = self.cleaned_data
        for n in range(1, FOLLOW_UPS + 1):
            if clean[f"title_{n}"]:
                to = self.people.get(clean[f"to_{n}"] or 0)
                yield conferences.follow_up(clean[f"title_{n}"], clean[f"due_{n}"], to)


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = Written(label="Why it does not take place", max_length=LINE_LETTERS)


class QuestionForm(forms.Form):
    """What one asks whom."""

    advisor = forms.TypedChoiceField(coerce=int)
    question = Written(max_length=MOST_LETTERS, widget=TextArea(5))

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.person_id: one for one in people}
        choose(self, "advisor", [(one.person_id, str(one.person)) for one in people])


class AnswerForm(forms.Form):
    """What the advisor says."""

    answer = Written(label="Your answer", max_length=MOST_LETTERS, widget=TextArea(6))


class PassOnForm(forms.Form):
    """To whom the answer went."""

    to = Written(label="Passed on to", max_length=LINE_LETTERS)
