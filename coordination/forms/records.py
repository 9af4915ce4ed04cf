"""Facts that a coordinator records with their day, and a work status she heard of."""

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.choices import StatusSource, WorkStatusKind
from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written
from coordination.choices import RecordKind

Choices = Sequence[tuple[str, str]]
WITH_REMARK = frozenset((RecordKind.PGAP_RULED_OUT, RecordKind.SIMP_RULED_OUT))


class RecordForm(PastForm):
    """One fact of a kind: its day, what it is about where there are several."""

    past_days = ("on",)

    on = DayField(label="Day")
    about = forms.ChoiceField(label="About")
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def __init__(self, *args: Any, kind: RecordKind, about: Choices | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        if about is None:
            del self.fields["about"]
        else:
            field = self.fields["about"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(about)
        if kind in WITH_REMARK:
            self.fields["remark"].required = True
            self.fields["remark"].label = "Why it is ruled out"


class WorkStatusForm(forms.Form):
    """What the worker may do, from a day through a day, as somebody said."""

    status = forms.ChoiceField(label="Work status", choices=[("", "Choose"), *WorkStatusKind.choices])
    from_date = DayField(label="From")
    through_date = DayField(label="Through", required=False, help_text="Empty: it still holds.")
    source = forms.ChoiceField(label="Who said so", choices=StatusSource.choices)
    exam_date = DayField(
        label="Examined on",
        required=False,
        help_text="Of an APF. Several spells of one APF have the same day.",
    )
    restrictions = Written(max_length=LINE_LETTERS, required=False)
    ends_earlier = forms.BooleanField(
        label="End what the same source said before on the day before",
        required=False,
        help_text="Two spells of one source do not overlap.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        clean = super().clean() or {}
        first, last = clean.get("from_date"), clean.get("through_date")
        if first and last and last < first:
            self.add_error("through_date", "The last day cannot be before the first.")
        return clean
