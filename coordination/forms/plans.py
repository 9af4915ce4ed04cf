"""A plan as one form: its sources, how often the worker is contacted, the reason, and a row for each line."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cohe.fields import LINE_LETTERS, DayField, TextArea, Written, words
from coordination.forms.items import choose
from coordination.plan_lines import Line, refusals, tidy
from coordination.plan_words import InterventionKind, JobGoal, LineKind, Owner

MOST_LINES = 60
MOST_DAYS = 90
PERSON = "person"
# A new plan begins with a row of each; what stays empty is no line.
FIRST_ROWS = (LineKind.GOAL, LineKind.BARRIER, LineKind.INTERVENTION, LineKind.STEP, LineKind.STEP)
MORE_ROWS = (LineKind.STEP, LineKind.STEP)
# What the button says that takes in the barriers of an assessment, beside the one for empty rows.
BARRIERS = "barriers"
SAYING = ("text", "target_on", "expected_on", "job_goal", "intervention", "recommended_by", "recommended_on")

# What only a line of one kind says: a line that is kept keeps its kind, a new one may become any.
MORE = {
    "job_goal": LineKind.GOAL,
    "intervention": LineKind.INTERVENTION,
    "recommended_by": LineKind.INTERVENTION,
    "recommended_on": LineKind.INTERVENTION,
    "is_expedited": LineKind.INTERVENTION,
}


class PlanForm(forms.Form):
    """What a plan says beside its lines. `number` is the version that the page shows, 0 for a new plan."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_767)
    sources = forms.MultipleChoiceField(
        label="Made from",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="At least one document on file.",
        error_messages={"invalid_choice": "That document is not on file any more: choose from the list."},
    )
    contact_every_days = forms.IntegerField(
        label="Contact with the worker every (days)", min_value=1, max_value=MOST_DAYS
    )
    reason = Written(label="Why the plan changes", required=False, max_length=1000, widget=TextArea(rows=2))

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if sources is None:
            del self.fields["sources"]
            self.fields["reason"].required = True
        else:
            choose(self, "sources", list(sources))
            del self.fields["reason"]

    def clean_sources(self) -> list[str]:
        """Refuse a plan that is made from nothing."""
        if not self.cleaned_data["sources"]:
            raise forms.ValidationError("Name the documents the plan is made from: at least one.")
        return list(self.cleaned_data["sources"])


class LineForm(forms.Form):
    """One line. A row in which nothing is said is no line; `drop` leaves the line out of the next version."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32_767)
    kind = forms.ChoiceField(choices=words(LineKind))
    text = Written(label="What", max_length=2000, widget=TextArea(rows=2))
    owner = forms.ChoiceField(label="Who")
    target_on = DayField(label="By", required=False)
    expected_on = DayField(label="Expected by", required=False)
    job_goal = forms.ChoiceField(label="Job goal", choices=words(JobGoal, "Not a job goal"), required=False)
    intervention = forms.ChoiceField(
        label="Kind of intervention", choices=words(InterventionKind, "No intervention"), required=False
    )
    is_expedited = forms.BooleanField(label="Fast track", required=False)
    recommended_by = Written(
        label="Recommended by (attending provider)", required=False, max_length=LINE_LETTERS
    )
    recommended_on = DayField(label="Recommended on", required=False)
    drop = forms.BooleanField(label="Drop", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        options["empty_permitted"], options["use_required_attribute"] = True, False
        super().__init__(*args, **options)
        named = [(f"{PERSON}:{pk}", name) for pk, name in people]
        owners = [*named, *words(Owner)]
        choose(self, "owner", [("", "Choose"), *owners])
        self.owners = dict(owners)

    @property
    def is_open(self) -> bool:
        """Whether its fields are unfolded: something is wrong, nothing is said yet, or one goes on there."""
        is_asked = "autofocus" in self.fields["text"].widget.attrs
        return bool(self.errors) or is_asked or not self["text"].value()

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the fields that not every kind of line has: those of its own kind, and what is wrong."""
        kind, is_new = self["kind"].value(), not self["key"].value()
        return [self[name] for name, only in MORE.items() if is_new or kind == only or name in self.errors]

    @property
    def told(self) -> dict[str, str]:
        """Return what a folded row says beside its words: what it is, who sees to it, by when."""
        by = str(self["target_on"].value() or "")
        # What is no day is told as it was typed; that it is none is said when the plan is kept.
        with suppress(forms.ValidationError):
            by = by and f"{self.fields['target_on'].clean(by):%-d %b %Y}"
        kind = dict(words(LineKind)).get(self["kind"].value(), "")
        return {"kind": kind, "who": self.owners.get(self["owner"].value(), "Nobody yet"), "by": by}

    def has_changed(self) -> bool:
        """Whether the row says anything: a kind or an owner alone does not."""
        if not self.is_bound:
            return False
        says = [str(self.data.get(self.add_prefix(name), "")).strip() for name in (*SAYING, "key")]
        return any(says)

    def line(self) -> Line:
        """Return the row as a line."""
        clean = dict(self.cleaned_data)
        clean.pop("drop")
        who = clean.pop("owner")
        is_person = who.startswith(f"{PERSON}:")
        person = int(who.split(":")[1]) if is_person else None
        clean["key"] = clean["key"] or 0
        return tidy(Line(**clean, owner="" if is_person else who, person_id=person))


class BaseLines(forms.BaseFormSet):
    """The rows of a plan. `before` are the lines of the version in force, by key."""

    def __init__(self, *args: Any, before: Mapping[int, Line], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before, self.today = before, today

    def begin_at(self, place: int) -> None:
        """Put the cursor into the row at `place`: whoever asked for more rows goes on there."""
        if place < len(self.forms):
            self.forms[place].fields["text"].widget.attrs["autofocus"] = True

    @property
    def said(self) -> list[LineForm]:
        """Return the rows that are lines of the next version."""
        return [form for form in self.forms if form.has_changed() and not form.cleaned_data.get("drop")]

    def clean(self) -> None:
        """Put what stands against the lines beside its field."""
        if any(form.errors for form in self.forms):
            return
        rows = self.said
        for refusal in refusals([row.line() for row in rows], self.before, self.today):
            if refusal.place is None:
                raise forms.ValidationError(refusal.sentence)
            field = "owner" if refusal.field == "person_id" else refusal.field
            rows[refusal.place].add_error(field, refusal.sentence)

    def is_valid(self) -> bool:
        """Whether every row can be: what `clean` says of a row counts too."""
        return super().is_valid() and not any(form.errors for form in self.forms)

    def lines(self) -> list[Line]:
        """Return the lines of the next version."""
        return [form.line() for form in self.said]


Lines = forms.formset_factory(
    LineForm, formset=BaseLines, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES, validate_max=True
)


def row_of(line: Line) -> dict[str, Any]:
    """Return a line as a row of the form."""
    row = asdict(line)
    person = row.pop("person_id")
    return row | {"owner": f"{PERSON}:{person}" if person else line.owner}


def new_rows(kinds: Sequence[str], owner: str) -> list[dict[str, Any]]:
    """Return rows in which nothing is said yet."""
    return [{"kind": kind, "owner": owner} for kind in kinds]


def barrier_rows(barriers: Sequence[str], owner: str) -> list[dict[str, Any]]:
    """Return a row for each barrier."""
    return [{"kind": LineKind.BARRIER, "owner": owner, "text": one} for one in barriers]


def typed_rows(posted: QueryDict) -> list[dict[str, Any]]:
    """Return the rows of a posted form as they were typed, right or wrong."""
    total = posted.get("form-TOTAL_FORMS", "0")
    count = min(int(total), MOST_LINES) if total.isdecimal() and len(total) < 4 else 0
    names = LineForm.base_fields
    return [{name: posted.get(f"form-{place}-{name}", "") for name in names} for place in range(count)]


def typed_plan(posted: QueryDict) -> dict[str, Any]:
    """Return the rest of a posted form as it was typed."""
    kept: dict[str, Any] = {name: posted.get(name, "") for name in PlanForm.base_fields if name != "sources"}
    return kept | {"sources": posted.getlist("sources")}
