"""Tasks of one's own, and claims given to an Assistant."""

from datetime import date
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, TextArea, words
from cohe.models import Membership
from coordination.actions.tasks import Task
from coordination.choices import Area
from coordination.forms.items import choose, reason_field

REMARK_LETTERS = 2000


class TaskForm(forms.Form):
    """What is to be done by when, by whom, in which area."""

    title = forms.CharField(label="What is to be done", max_length=LINE_LETTERS)
    due_on = DayField(label="By")
    to = forms.TypedChoiceField(label="Who does it", coerce=int)
    area = forms.ChoiceField(choices=words(Area))
    remark = forms.CharField(required=False, max_length=REMARK_LETTERS, widget=TextArea(rows=2))

    def __init__(self, *args: Any, people: list[Membership], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.person_id: one for one in people}
        choose(self, "to", [(one.person_id, str(one.person)) for one in people])
        self.fields["title"].widget.attrs["autofocus"] = True
        if not self.initial.get("due_on") or self.initial["due_on"] >= today:
            self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def task(self) -> Task:
        """Return what was said as the action takes it."""
        clean = self.cleaned_data
        return Task(clean["title"], clean["due_on"], clean["area"], self.people[clean["to"]], clean["remark"])


class DelegateForm(forms.Form):
    """To which Assistant, and what she is to know."""

    to = forms.TypedChoiceField(label="HSC Assistant", coerce=int)
    reason = reason_field("What she should know", "Stands in the trail: nothing about health.")

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.person_id: one for one in people}
        choose(self, "to", [(one.person_id, str(one.person)) for one in people])

    @property
    def assistant(self) -> Membership:
        """Return who gets the claim."""
        return self.people[self.cleaned_data["to"]]


class PromoteForm(forms.Form):
    """Why the HSC is needed."""

    reason = reason_field("Why this needs the HSC", required=True)
