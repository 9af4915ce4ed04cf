"""What people say when they snooze, dismiss or give away items, or narrow and save a list."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from django import forms

from cohe.fields import DayField, TextArea, Written, words
from cohe.models import Membership
from coordination.choices import Area
from coordination.queries import desk_filters
from coordination.worklist import catalogue
from coordination.worklist.wording import shown

REASON_LETTERS = 1000
NAME_LETTERS = 60
DUE_CHOICES = [("", "Any day"), *desk_filters.DUE.items()]


class QuickDay(NamedTuple):
    """A day one may choose in one click."""

    value: str
    words: str


def reason_field(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    """Return a field for a reason."""
    return Written(
        label=label,
        help_text=help_text,
        required=required,
        max_length=REASON_LETTERS,
        widget=TextArea(rows=2),
    )


def choose(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    """Give a field of a form the choices that are known only now."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class SnoozeForm(forms.Form):
    """Until when, by a quick choice or a day, and why."""

    until = forms.DateField(required=False, widget=forms.HiddenInput)
    day = DayField(label="Another day", required=False)
    reason = reason_field("Why", "Needed for more than a few days, and past the last day of an item.")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["day"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()

    @property
    def quick_days(self) -> tuple[QuickDay, ...]:
        """Return tomorrow, next Monday and in a week, each once."""
        tomorrow = self.today + timedelta(days=1)
        monday = self.today + timedelta(days=7 - self.today.weekday())
        days = {tomorrow: "Tomorrow", monday: "Monday", self.today + timedelta(days=7): "In a week"}
        return tuple(
            QuickDay(
                day.isoformat(), f"{said}, {'' if said == 'Monday' else f'{day:%a} '}{shown(day, self.today)}"
            )
            for day, said in sorted(days.items())
        )

    def clean(self) -> dict[str, Any]:
        """Take the day that was typed, else the quick choice; ask for one when there is none."""
        clean = super().clean() or {}
        clean["until"] = clean.get("day") or clean.get("until")
        if not clean["until"] and not self.errors:
            self.add_error("day", "Choose until when it sleeps.")
        return clean


class DismissForm(forms.Form):
    """Why it need not be done."""

    reason = reason_field("Why this need not be done", "It stays away until its facts change.", required=True)


class ReassignForm(forms.Form):
    """To whom, and why."""

    to = forms.TypedChoiceField(label="To", coerce=int)
    reason = reason_field("Why")

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.person_id: one for one in people}
        named = [(one.person_id, f"{one.person}, {one.get_role_display()}") for one in people]
        choose(self, "to", [("", "Choose somebody"), *named])

    @property
    def receiver(self) -> Membership:
        """Return who gets the items."""
        return self.people[self.cleaned_data["to"]]


class ViewForm(forms.Form):
    """A name for filters."""

    name = Written(label="Name of the view", max_length=NAME_LETTERS)
    is_shared = forms.BooleanField(label="Everybody of the COHE sees it", required=False)
    query = Written(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse filters that no list could have; said above the form, since their field is hidden."""
        clean = super().clean() or {}
        reading = desk_filters.read_query(clean.get("query", ""))
        for refusal in reading.refusals:
            self.add_error(None, refusal)
        return {**clean, "query": reading.filters.query}


class FilterForm(forms.Form):
    """Filters to choose from; they go into the address, where `desk_filters` reads them."""

    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="Words", required=False, help_text="Number, name, employer, phone, reason.")
    owner = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False, choices=words(Area, "Any area"))
    rule = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Any rule"),
            (catalogue.OWN_STEP, "Own next steps"),
            *((rule.code, f"{rule.code} {rule.title}") for rule in catalogue.RULES),
        ],
    )
    tier = forms.ChoiceField(required=False, choices=[("", "Any tier"), *desk_filters.TIERS.items()])
    due = forms.ChoiceField(required=False, choices=DUE_CHOICES)
    provider = forms.CharField(label="Attending provider", required=False, help_text="Number or name.")
    employer = forms.CharField(required=False, help_text="Account or name.")

    def __init__(self, filters: desk_filters.Filters, owners: list[tuple[str, str]]) -> None:
        super().__init__(initial=asdict(filters) | {"tab": filters.tab.value})
        choose(self, "owner", owners)
        if filters.due and filters.due not in desk_filters.DUE:
            choose(self, "due", [*DUE_CHOICES, (filters.due, f"by {filters.due}")])
