"""Form fields that every floor shares."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from cohe.wording import Worded

MOST_LETTERS = 20_000
LINE_LETTERS = 200
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Written(forms.CharField):
    """What a person writes, kept whole: too long a text is refused with a sentence.

    A browser that is told `maxlength` cuts what is pasted without a word.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return what the input carries: no `maxlength`."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def words(kinds: Iterable[Worded], blank: str = "") -> list[tuple[str, str]]:
    """Return choices from the words of the programme; `blank` names the empty one, when there may be one."""
    found = [(one.value, one.label) for one in kinds]
    return [("", blank), *found] if blank else found


class DayField(forms.DateField):
    """A day, picked from the browser's calendar or typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        """Refuse a day of another age: a slip of the hand, and days leave the calendar."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"The year must be from {FIRST_YEAR} to {LAST_YEAR}.")
        return day


class PastForm(forms.Form):
    """A form about something that has happened: its days are not after `today`."""

    past_days: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for name in self.past_days:
            self.fields[name].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        """Refuse a day after today beside its field."""
        clean = super().clean() or {}
        for name in self.past_days:
            if clean.get(name) and clean[name] > self.today:
                self.add_error(name, f"{clean[name]:%-d %b %Y} is after today.")
        return clean


class TextArea(forms.Textarea):
    """A box for running text, some lines high; `attrs` are those of the element."""

    def __init__(self, rows: int = 4, **attrs: str) -> None:
        super().__init__(attrs={"rows": rows, **attrs})
