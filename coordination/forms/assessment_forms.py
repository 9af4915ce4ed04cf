"""An administrator's form of a form: its title, its scoring, and its questions row by row."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from cohe.fields import LINE_LETTERS, TextArea, words
from coordination.assessment_forms import BUILT_IN, MOST_QUESTIONS, Form, Question, stored_question
from coordination.choices import QuestionKind, Scoring

EMPTY_ROWS = 4
# The name of a field of a row.
ROW = re.compile(r"form-([0-9]{1,3})-\w+")
MOST_LETTERS_OF_SLUG = 40
BUILT_IN_SLUGS = frozenset(one.slug for one in BUILT_IN)


class VersionForm(forms.Form):
    """What the next version is called and how it is scored."""

    title = forms.CharField(max_length=120)
    scoring = forms.ChoiceField(choices=words(Scoring))
    is_reading = forms.BooleanField(
        label="Counts as a pain or function reading",
        required=False,
        help_text="Then the worklist asks for it while the worker is off work, and looks for progress.",
    )
    higher_is_better = forms.BooleanField(label="A higher score is better", required=False)
    notice = forms.CharField(label="Words under the form", max_length=500, required=False, widget=TextArea(2))


class QuestionForm(forms.Form):
    """One question; a row without words is no question."""

    label = forms.CharField(label="Question", max_length=LINE_LETTERS, required=False)
    kind = forms.ChoiceField(label="Answered by", choices=words(QuestionKind))
    low = forms.IntegerField(label="From", required=False, min_value=-1000, max_value=1000)
    high = forms.IntegerField(label="To", required=False, min_value=-1000, max_value=1000)
    choices = forms.CharField(label="Choices", max_length=500, required=False)
    part = forms.SlugField(label="Part scored by itself", max_length=40, required=False)
    barrier = forms.CharField(label="Barrier that yes proposes", max_length=LINE_LETTERS, required=False)
    required = forms.BooleanField(label="Needed", required=False)
    key = forms.SlugField(widget=forms.HiddenInput, max_length=40, required=False)
    fractions = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a number without its range, and a choice without choices, beside the field."""
        clean = super().clean() or {}
        if not clean.get("label"):
            return clean
        if clean.get("kind") == QuestionKind.SCALE:
            for name in ("low", "high"):
                if clean.get(name) is None and name not in self.errors:
                    self.add_error(name, "A number needs its range.")
        if clean.get("kind") == QuestionKind.CHOICE and ";" not in clean.get("choices", ""):
            self.add_error("choices", "Name at least two, with semicolons between them.")
        return clean


QuestionRows = forms.formset_factory(
    QuestionForm, extra=EMPTY_ROWS, max_num=MOST_QUESTIONS, absolute_max=MOST_QUESTIONS
)


def counted(data: QueryDict | None, there: int) -> QueryDict | None:
    """Return what was posted with its rows counted anew: `there` stood before, the rest was added.

    The page's own count may come back changed, and rows must not be lost over it.
    """
    if data is None:
        return None
    places = [int(found[1]) for name in data if (found := ROW.fullmatch(name))]
    total = min(max(places, default=-1) + 1, MOST_QUESTIONS)
    again = data.copy()
    again["form-TOTAL_FORMS"], again["form-INITIAL_FORMS"] = str(total), str(min(there, total))
    return again


def questions_in(rows: Any) -> Iterator[Question]:
    """Yield the questions of rows that were filled in; one without a short name gets one from its words."""
    taken = {row.cleaned_data.get("key") for row in rows if row.cleaned_data.get("label")}
    for row in rows:
        clean = row.cleaned_data
        if not clean.get("label"):
            continue
        key = clean["key"] or fresh_key(clean["label"], taken)
        taken.add(key)
        is_number = clean["kind"] == QuestionKind.SCALE
        choices = [one.strip() for one in clean["choices"].split(";") if one.strip()]
        yield Question(
            key,
            clean["label"],
            QuestionKind(clean["kind"]),
            clean["low"] if is_number else 0,
            clean["high"] if is_number else 10,
            tuple(choices) if clean["kind"] == QuestionKind.CHOICE else (),
            required=clean["required"],
            part=clean["part"],
            barrier=clean["barrier"],
            fractions=clean["fractions"],
        )


def fresh_key(label: str, taken: set[Any]) -> str:
    """Return a short name from a question's words that no other question has."""
    stem = slugify(label)[:30] or "question"
    numbered = (f"{stem}-{number}" for number in range(2, MOST_QUESTIONS + 2))
    return next(key for key in (stem, *numbered) if key not in taken)


def slug_of(title: str) -> str:
    """Return the short name of a new form; empty for a title without letters."""
    return slugify(title)[:MOST_LETTERS_OF_SLUG]


def rows_of(form: Form) -> list[dict[str, Any]]:
    """Return the questions of a form as rows to change."""
    return [{**stored_question(one), "choices": "; ".join(one.choices)} for one in form.questions]
