"""Beginning a referral, each of its next steps, what was used of it, and the filters of the referral log."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, words
from coordination.actions.referral_changes import Taken
from coordination.referral_kinds import TARGETS, Orderer, Target
from coordination.referral_steps import Barrier, Exit, Step
from coordination.referral_uses import Use

# What each step asks for beside its day and a remark.
ASKS: dict[Step, tuple[str, ...]] = {
    Step.SUGGEST: ("recipient",),
    Step.ORDER: ("hour", "orderer", "name", "recipient"),
    Step.APPROVE: ("name",),
    Step.DENY: ("name",),
    Step.SEND: ("recipient", "with_records"),
    Step.SCHEDULE: ("hour", "visit"),
    Step.MOVE: ("visit",),
    Step.MISS: ("barrier",),
    Step.STAGE: ("stage",),
    Step.COMPLETE: ("outcome",),
    Step.END: ("ended_as",),
}
# How a step calls its day.
DAYS = {
    Step.SUGGEST: "Suggested on",
    Step.ORDER: "Ordered on",
    Step.ASK: "Asked on",
    Step.APPROVE: "Approved on",
    Step.DENY: "Denied on",
    Step.SEND: "Sent on",
    Step.SEND_RECORDS: "Records sent on",
    Step.SCHEDULE: "Visit was set on",
    Step.MOVE: "Moved on",
    Step.MISS: "Heard on",
    Step.ENGAGE: "Started on",
    Step.FETCH: "Fetched on",
    Step.REPORT: "Report received on",
    Step.PASS_ON: "Passed on, on",
    Step.TELL: "Told on",
    Step.REVIEW: "Reviewed on",
    Step.STAGE: "Since",
    Step.COMPLETE: "Completed on",
    Step.END: "Ended on",
    Step.RULE_OUT: "Ruled out on",
}
REASONS = {
    Step.DENY: "Why it was denied",
    Step.END: "Why it ended",
    Step.RULE_OUT: "Why it is ruled out",
}
BEGINNINGS = (
    (Step.SUGGEST.value, "Suggest it"),
    (Step.ORDER.value, "It was ordered"),
    (Step.RULE_OUT.value, "Rule it out"),
)


def line(label: str, **options: Any) -> forms.CharField:
    """Return a field of one line that may stay empty."""
    return forms.CharField(label=label, max_length=LINE_LETTERS, required=False, **options)


def said(choices: Iterable[str], blank: str) -> list[tuple[str, str]]:
    """Return choices that are their own words."""
    return [("", blank), *((one, one) for one in choices)]


class HourField(forms.TimeField):
    """An hour of Washington, or none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(label="Hour", required=False, widget=widget, **options)


class StepForm(PastForm):
    """One step of a referral: its day, and only what this step asks for."""

    past_days = ("on",)

    on = DayField(label="Day")
    hour = HourField(help_text="Empty: not known; the hours to scheduling are then not counted.")
    orderer = forms.ChoiceField(label="Who ordered it")
    name = line("Name")
    recipient = line("To whom")
    with_records = forms.BooleanField(label="Records went with it", required=False)
    visit = DayField(label="Day of the visit")
    barrier = forms.ChoiceField(label="What stood in the way", choices=words(Barrier, "Choose"))
    stage = forms.ChoiceField(label="Where it stands")
    outcome = forms.ChoiceField(label="What came of it")
    ended_as = forms.ChoiceField(label="How it ended", choices=words(Exit, "Choose"))
    remark = forms.CharField(label="Remark", widget=TextArea(2), max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step, target: Target, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step = step
        for name in set(self.fields) - {"on", "remark", "version", *ASKS.get(step, ())}:
            del self.fields[name]
        self.fields["on"].label = DAYS[step]
        self.name_the_choices(target)
        if step in REASONS:
            self.fields["remark"].label = REASONS[step]
            self.fields["remark"].required = True
        if step == Step.MOVE:
            self.fields["visit"].required = False
            self.fields["visit"].help_text = "Empty: there is no new day yet."
        if step in (Step.APPROVE, Step.DENY):
            self.fields["name"].label = "Claim manager"

    def name_the_choices(self, target: Target) -> None:
        """Offer what the kind has: its orderers, states and outcomes."""
        offered: Mapping[str, list[tuple[str, str]]] = {
            "orderer": words(target.orderers),
            "stage": said(target.stages, "Choose"),
            "outcome": said(target.outcomes, "Choose"),
        }
        for name, choices in offered.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if "outcome" in self.fields and not target.outcomes:
            self.fields["outcome"] = line("What came of it")
        if "name" in self.fields and target.is_the_aps:
            self.fields["name"].label = "Name of the attending provider"

    def taken(self) -> Taken:
        """Return the step as it was said."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version" and value}
        return Taken(step=self.step, **given)


class BeginForm(PastForm):
    """A referral from its first word: suggested, ordered already, or ruled out."""

    past_days = ("on",)

    step = forms.ChoiceField(label="What happened", choices=BEGINNINGS, widget=forms.RadioSelect)
    on = DayField(label="On")
    service = forms.ChoiceField(label="Service", required=False)
    subject = line("What for", help_text="A few words, for example “left knee, twice a week”.")
    recipient = line("To whom", help_text="The clinic, coach or office, as far as it is known.")
    orderer = forms.ChoiceField(label="Who ordered it", required=False)
    name = line("Name of who ordered it")
    hour = HourField(help_text="When it was ordered; empty: not known.")
    remark = forms.CharField(
        label="Remark, or why it is ruled out", widget=TextArea(2), max_length=2000, required=False
    )

    def __init__(self, *args: Any, target: Target, **options: Any) -> None:
        super().__init__(*args, **options)
        service, orderer = self.fields["service"], self.fields["orderer"]
        assert isinstance(service, forms.ChoiceField) and isinstance(orderer, forms.ChoiceField)
        service.choices = said(target.services, "Not said yet")
        orderer.choices = words(target.orderers, "Nobody yet")
        if not target.services:
            del self.fields["service"]

    def clean(self) -> dict[str, Any]:
        """Refuse an order without who gave it, and who gave one without an order."""
        clean = super().clean()
        is_order = clean.get("step") == Step.ORDER
        if is_order and not clean.get("orderer") and "orderer" not in self.errors:
            self.add_error("orderer", "Say who ordered it.")
        if clean.get("step") == Step.SUGGEST and clean.get("orderer"):
            self.add_error("orderer", "It is only suggested: choose “It was ordered”, or nobody.")
        if clean.get("step") == Step.RULE_OUT and not clean.get("remark"):
            self.add_error("remark", "Say why it is ruled out.")
        return clean

    def taken(self) -> Taken:
        """Return the first step as it was said."""
        clean = self.cleaned_data
        names = ("orderer", "name", "hour") if clean["step"] == Step.ORDER else ()
        given = {name: clean[name] for name in (*names, "recipient", "remark") if clean[name]}
        return Taken(step=clean["step"], on=clean["on"], **given)


class UseForm(PastForm):
    """What of a programme was used."""

    past_days = ("on",)

    what = forms.ChoiceField(label="What")
    on = DayField(label="From")
    quantity = forms.DecimalField(
        label="Days, sessions or hours",
        min_value=0,
        max_value=9999,
        decimal_places=2,
        required=False,
        help_text="A part of a day counts as a day.",
    )
    amount = forms.DecimalField(
        label="Dollars", min_value=0, max_value=999_999, decimal_places=2, required=False
    )
    remark = forms.CharField(widget=TextArea(1), max_length=2000, required=False)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        uses = [Use(one) for one in TARGETS[kind].uses]
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = words(uses)
        if not {Use.WAGES, Use.TOOLS}.intersection(uses):
            del self.fields["amount"]

    def clean(self) -> dict[str, Any]:
        """Refuse a use of nothing."""
        clean = super().clean()
        if not self.errors and not clean.get("quantity") and not clean.get("amount"):
            self.add_error("quantity", "Say how much was used.")
        return clean


# What the log can be narrowed to by who gave the order.
ORDERERS = words(Orderer, "Anybody")
