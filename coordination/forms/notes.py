"""Case notes, addenda and corrections of minutes."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cohe.fields import LINE_LETTERS, MOST_LETTERS, DayField, PastForm, TextArea, Written, words
from coordination.actions.notes import NOBODY
from coordination.choices import CONTACTS, Area, Direction, NoteKind, Outcome, Party
from coordination.models import Draft

# What a draft keeps of the form, as it was typed.
KEPT = (
    *("kind", "area", "person", "person_name", "direction", "purpose", "outcome", "contact_on", "started_at"),
    *("minutes", "is_billable", "text", "step_title", "step_due"),
)
NOTE_FIELDS = tuple(name for name in KEPT if not name.startswith("step_"))
MINUTES_OF_A_DAY = 1440
# What stands before the key of a plan's line among the boxes of a note.
TOUCH = "line-"
MOST_VERSION = 2**31 - 1


class HiddenPart(forms.Form):
    """What a page says of itself and of the draft that it shows."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_VERSION)
    window = forms.UUIDField(widget=forms.HiddenInput)


class NoteForm(HiddenPart, PastForm):
    """A note, what signing it also does, and the next step.

    `key` is the draft's own, `version` the last one the page has seen, `window` the page itself: what this
    page saved last is no conflict with what it signs.
    """

    past_days = ("contact_on",)

    kind = forms.ChoiceField(label="Type", choices=words(NoteKind))
    person = forms.ChoiceField(label="Person", choices=words(Party, "Nobody"), required=False)
    person_name = Written(label="Name", max_length=LINE_LETTERS, required=False)
    outcome = forms.ChoiceField(label="Outcome", choices=words(Outcome, "None"), required=False)
    direction = forms.ChoiceField(label="Direction", choices=words(Direction, "None"), required=False)
    area = forms.ChoiceField(label="Area", choices=words(Area))
    contact_on = DayField(label="Day")
    started_at = forms.TimeField(
        label="Began", required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    minutes = forms.IntegerField(min_value=0, max_value=MINUTES_OF_A_DAY)
    purpose = Written(max_length=500, required=False)
    text = Written(
        label="What was said",
        max_length=MOST_LETTERS,
        widget=TextArea(6, **{"data-key": "n", "data-says": "Write the note"}),
    )
    is_billable = forms.BooleanField(label="Billable", required=False)
    finish = forms.MultipleChoiceField(
        label="Signing this note also",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "An item you ticked is no longer open: look at the list again."},
    )
    step_title = Written(label="Next step", max_length=LINE_LETTERS, required=False)
    step_due = DayField(label="By", required=False)

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[int, str]] = (),
        lines: Iterable[tuple[int, str]] = (),
        **options: Any,
    ) -> None:
        """`items`: live items that the note may finish; `lines`: open lines of the plan it may touch."""
        super().__init__(*args, **options)
        finish = self.fields["finish"]
        assert isinstance(finish, forms.MultipleChoiceField)
        touched = [(f"{TOUCH}{key}", f"touches {words}") for key, words in lines]
        finish.choices = [*((str(pk), f"finishes {title}") for pk, title in items), *touched]
        self.fields["step_due"].widget.attrs["min"] = self.today.isoformat()

    def clean(self) -> dict[str, Any]:
        """Refuse half a contact and half a next step, beside the field that is missing."""
        clean = super().clean()
        self.needs_both("person", "outcome", NOBODY)
        if clean.get("kind") in CONTACTS:
            self.needs_both("person", "kind", NOBODY)
        self.needs_both("outcome", "person", "Say what came of the contact.")
        self.needs_both("step_title", "step_due", "Say what the next step is.")
        self.needs_both("step_due", "step_title", "Say by when.")
        if clean.get("step_due") and clean["step_due"] < self.today:
            self.add_error("step_due", "The next step cannot be due before today.")
        return clean

    def needs_both(self, missing: str, given: str, sentence: str) -> None:
        """Refuse `given` without `missing`."""
        clean = self.cleaned_data
        if clean.get(given) and not clean.get(missing) and missing not in self.errors:
            self.add_error(missing, sentence)

    def finished(self) -> list[str]:
        """Return the ids of the items that signing finishes."""
        return [one for one in self.cleaned_data["finish"] if not one.startswith(TOUCH)]

    def touched(self) -> list[int]:
        """Return the keys of the plan's lines that the note touches."""
        ticked = [one for one in self.cleaned_data["finish"] if one.startswith(TOUCH)]
        return [int(one.removeprefix(TOUCH)) for one in ticked]

    def note(self) -> dict[str, Any]:
        """Return the fields of the note alone."""
        return {name: self.cleaned_data[name] for name in NOTE_FIELDS}


# The type that a note with somebody mostly has.
KIND_WITH: dict[str, NoteKind] = {
    Party.EMPLOYER: NoteKind.EMPLOYER,
    Party.ATTENDING_PROVIDER: NoteKind.PROVIDER,
    Party.OTHER_PROVIDER: NoteKind.PROVIDER,
    Party.SURGEON: NoteKind.SURGERY,
    Party.CLAIM_MANAGER: NoteKind.CLAIM_MANAGER,
    Party.VRC: NoteKind.VRC,
}


def fresh_note(
    today: date,
    *,
    area: str,
    purpose: str = "",
    finish: Iterable[str] = (),
    person: str = "",
    kind: str = "",
) -> dict[str, Any]:
    """Return what a note that nobody has begun holds; with a `person`, one that we call."""
    return {
        "key": uuid.uuid4(),
        "window": uuid.uuid4(),
        "version": 0,
        "kind": kind or KIND_WITH.get(person, NoteKind.WORKER),
        "person": person,
        "direction": Direction.OUTGOING if person else "",
        "area": area or Area.MONITORING,
        "contact_on": today,
        "purpose": purpose,
        "is_billable": True,
        "finish": list(finish),
    }


def readable(posted: QueryDict) -> QueryDict:
    """Return what was posted, as a note of its own where key, window or version cannot be read.

    They are hidden: nobody can put them right, and the text must not be lost for them.
    """
    form = HiddenPart(posted)
    if form.is_valid():
        return posted
    kept, fresh = posted.copy(), fresh_note(date.min, area="")
    for name in form.fields:
        kept[name] = str(fresh[name])
    return kept


def key_of(posted: QueryDict) -> uuid.UUID | None:
    """Return the key of the draft that was posted, None when there is none that can be read."""
    form = HiddenPart(posted)
    return form.cleaned_data["key"] if form.is_valid() else None


def from_draft(draft: Draft, finish: Iterable[str] = ()) -> dict[str, Any]:
    """Return what a kept draft holds; the page that shows it is a new window of it."""
    kept = {name: value for name, value in draft.fields.items() if name in (*KEPT, "finish")}
    ticked = list(dict.fromkeys([*kept.get("finish", []), *finish]))
    return {**kept, "key": draft.key, "window": uuid.uuid4(), "version": draft.version, "finish": ticked}


def typed(posted: Mapping[str, Any], finish: Iterable[str]) -> dict[str, Any]:
    """Return what a draft keeps of a posted form: every field as it was typed, right or wrong."""
    kept: dict[str, Any] = {name: storable(str(posted.get(name, ""))) for name in KEPT}
    kept["is_billable"] = bool(posted.get("is_billable"))
    return {
        **kept,
        "finish": [storable(one) for one in finish],
        "window": storable(str(posted.get("window", ""))),
    }


def storable(text: str) -> str:
    """Return a text without what no database keeps: NUL, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class AddendumForm(forms.Form):
    """A later word on a signed note."""

    text = Written(label="Addendum", max_length=MOST_LETTERS, widget=TextArea(4))


class MinutesForm(forms.Form):
    """Minutes put right."""

    minutes = forms.IntegerField(min_value=0, max_value=MINUTES_OF_A_DAY)
    reason = Written(label="Why they change", max_length=LINE_LETTERS)
