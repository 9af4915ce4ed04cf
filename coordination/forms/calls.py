"""The call card: what came of the call, and for each item the fields that settle it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from claims.choices import StatusSource, WorkStatusKind
from cohe.fields import LINE_LETTERS, MOST_LETTERS, DayField, PastForm, TextArea, Written, words
from coordination import frq as scoring
from coordination.actions import calls, records
from coordination.actions.referral_changes import Taken
from coordination.choices import Area, AsPrescribed, Concern, FrqOutcome, Outcome
from coordination.forms.frqs import FrqForm
from coordination.forms.notes import MINUTES_OF_A_DAY, HiddenPart, storable
from coordination.models import WorkItem
from coordination.queries import item_story
from coordination.queries.claim_shapes import ShownItem
from coordination.referral_steps import Barrier, Step
from coordination.scales import mean, shown_number

MOST_PURPOSE = 500
CALLS = (Outcome.REACHED, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)


class CallForm(HiddenPart, PastForm):
    """The call itself, its one note and the next step. `proposed` is the text the page wrote last."""

    past_days = ("contact_on",)

    outcome = forms.ChoiceField(
        label="Outcome of the call",
        choices=[(one.value, one.label) for one in CALLS],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what came of the call."},
    )
    text = forms.CharField(
        label="Written from your answers; change what you like",
        max_length=MOST_LETTERS,
        required=False,
        widget=TextArea(8),
    )
    proposed = forms.CharField(required=False, widget=forms.HiddenInput)
    purpose = Written(
        label="What the call is for", max_length=MOST_PURPOSE, required=False, widget=TextArea(rows=2)
    )
    minutes = forms.IntegerField(
        min_value=0,
        max_value=MINUTES_OF_A_DAY,
        required=False,
        widget=forms.NumberInput({"data-key": "m", "data-says": "Minutes of the call"}),
    )
    area = forms.ChoiceField(choices=words(Area))
    contact_on = DayField(label="Day")
    step_title = forms.CharField(label="Next step", max_length=LINE_LETTERS, required=False)
    step_due = DayField(label="By", required=False)
    is_billable = forms.BooleanField(label="Billable", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse half a next step."""
        clean = super().clean()
        if clean.get("step_title") and not clean.get("step_due") and "step_due" not in self.errors:
            self.add_error("step_due", "Say by when.")
        if clean.get("step_due") and not clean.get("step_title") and "step_title" not in self.errors:
            self.add_error("step_title", "Say what the next step is.")
        return clean


class Answering(forms.Form):
    """Fields that say one thing the worker told; nothing said records nothing."""

    def answer(self) -> calls.Answer | None:
        """Return what is recorded, None when nothing was answered."""
        return None

    def said(self) -> str:
        """Return the sentence of the note, empty when nothing was answered."""
        return ""


class Part(Answering):
    """The fields that settle one item of the card."""

    template: ClassVar[str] = "coordination/call/_finish.html"
    item: WorkItem
    shown: ShownItem
    today: date

    @property
    def title(self) -> str:
        """Return what the item is called."""
        return item_story.title_of(self.item.rule)

    def finishes(self) -> bool:
        """Say whether the signed note itself finishes the item."""
        return False


class ContactPart(Part):
    """An item that waits for the worker to be reached: the signed note clears it by its rule."""

    template = "coordination/call/_contact.html"


class FinishPart(Part):
    """An item that is done with the note when one says so."""

    done = forms.BooleanField(label="Done with this note", required=False)

    def finishes(self) -> bool:
        """Say whether it was ticked."""
        return bool(self.cleaned_data.get("done"))


# The questions of the PEG (`coordination.assessment_forms`).
PEG = ("pain", "enjoyment", "activity")


def zero_to_ten(label: str) -> forms.IntegerField:
    """Return a number to type on the phone, or to leave."""
    return forms.IntegerField(label=label, min_value=0, max_value=10, required=False)


class ReadingPart(Part):
    """The PEG: three numbers from 0 to 10, or none of them."""

    template = "coordination/call/_reading.html"

    pain = zero_to_ten("Pain on average, 0 to 10")
    enjoyment = zero_to_ten("In the way of enjoying life")
    activity = zero_to_ten("In the way of activity")

    def given(self) -> dict[str, int]:
        """Return the answers given, by question."""
        answers = {name: self.cleaned_data.get(name) for name in PEG}
        return {name: answer for name, answer in answers.items() if answer is not None}

    def clean(self) -> dict[str, Any]:
        """Refuse one or two of the three: they have no score."""
        clean = super().clean() or {}
        given = {name for name in PEG if clean.get(name) is not None}
        for name in PEG if given and not self.errors else ():
            if name not in given:
                self.add_error(name, "The PEG has a score with all three answers alone.")
        return clean

    def answer(self) -> calls.Answer | None:
        """Return the reading."""
        given = self.given()
        return calls.ReadingTaken(given) if given else None

    def said(self) -> str:
        """Return the reading in words."""
        given = self.given()
        score = mean(Decimal(one) for one in given.values()) if given else None
        return "" if score is None else f"PEG {shown_number(score)}."


class StartPart(Part):
    """Whether a referral started, was missed with its barrier, or moved to another day."""

    template = "coordination/call/_start.html"

    step = forms.ChoiceField(
        label="Did it start?",
        choices=[
            ("", "Not asked"),
            (Step.ENGAGE.value, "Started"),
            (Step.MISS.value, "Did not start"),
            (Step.MOVE.value, "Moved"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    on = DayField(label="Day it started, or was missed", required=False)
    visit = DayField(label="New day", required=False)
    barrier = forms.ChoiceField(label="What kept her", choices=words(Barrier, "Nothing said"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer without its day or barrier."""
        clean = super().clean() or {}
        step = clean.get("step")
        if step in (Step.ENGAGE, Step.MISS) and not clean.get("on") and "on" not in self.errors:
            self.add_error("on", "Say on which day.")
        if step == Step.MOVE and not clean.get("visit") and "visit" not in self.errors:
            self.add_error("visit", "Say to which day.")
        if step == Step.MISS and not clean.get("barrier"):
            self.add_error("barrier", "Say what kept her, or that it is not known yet.")
        return clean

    def answer(self) -> calls.Answer | None:
        """Return the referral's step."""
        clean = self.cleaned_data
        if not clean.get("step") or not self.item.about.isdecimal():
            return None
        on = clean["on"] or self.today
        taken = Taken(step=clean["step"], on=on, visit=clean["visit"], barrier=clean["barrier"])
        return calls.StepTaken(int(self.item.about), taken)

    def said(self) -> str:
        """Return what came of the referral in words."""
        clean, name = self.cleaned_data, self.item.because.partition(":")[0]
        if clean.get("step") == Step.ENGAGE:
            return f"{name}: started on {clean['on']:%-d %b}."
        if clean.get("step") == Step.MOVE:
            return f"{name}: moved to {clean['visit']:%-d %b}."
        barrier = Barrier(clean["barrier"]).label.lower() if clean.get("barrier") else ""
        return f"{name}: did not start ({barrier})." if clean.get("step") else ""


class ReviewPart(Part):
    """A report that is gone through with the worker."""

    template = "coordination/call/_review.html"

    reviewed = forms.BooleanField(label="Reviewed with the worker on this call", required=False)

    def answer(self) -> calls.Answer | None:
        """Return the referral's step."""
        if not self.cleaned_data.get("reviewed") or not self.item.about.isdecimal():
            return None
        return calls.StepTaken(int(self.item.about), Taken(step=Step.REVIEW, on=self.today))

    def said(self) -> str:
        """Return it in words."""
        return "Went through the report with her." if self.cleaned_data.get("reviewed") else ""


class FrqPart(FrqForm, Part):
    """The FRQ: answered, declined, or not asked on this call; the call has day and remark."""

    template = "coordination/call/_frq.html"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["asked_on"], self.fields["remark"]
        self.fields["outcome"] = forms.ChoiceField(
            label="Asked",
            choices=[("", "Not on this call"), *words([FrqOutcome.ANSWERED, FrqOutcome.DECLINED])],
            required=False,
            widget=forms.RadioSelect,
        )

    def answer(self) -> calls.Answer | None:
        """Return the asking."""
        outcome = self.cleaned_data.get("outcome")
        return calls.FrqAnswered(outcome, self.answers()) if outcome else None

    def said(self) -> str:
        """Return the result with its terms in words."""
        outcome = self.cleaned_data.get("outcome")
        if outcome != FrqOutcome.ANSWERED:
            return "Declined the FRQ." if outcome else ""
        given = self.answers()
        found = scoring.score(
            off_work=given["off_work"], interference=given["interference"], sites=given["sites"]
        )
        terms = "; ".join(f"{term.question[2:].lower()} {term.answer.lower()}" for term in found.terms)
        return f"FRQ given: {found.result.label.lower()} ({terms})."


class StatusPart(Answering):
    """What the worker says of her work status; nothing chosen records nothing."""

    status = forms.ChoiceField(
        label="Work status", choices=[("", "Nothing new"), *WorkStatusKind.choices], required=False
    )
    from_date = DayField(label="From", required=False)
    restrictions = forms.CharField(max_length=LINE_LETTERS, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a status without its first day."""
        clean = super().clean() or {}
        if clean.get("status") and not clean.get("from_date") and "from_date" not in self.errors:
            self.add_error("from_date", "Say from which day.")
        return clean

    def answer(self) -> calls.Answer | None:
        """Return the work status."""
        clean = self.cleaned_data
        if not clean.get("status"):
            return None
        return calls.StatusHeard(
            records.Heard(
                clean["status"], clean["from_date"], None, StatusSource.WORKER, clean["restrictions"]
            )
        )

    def said(self) -> str:
        """Return the work status in words."""
        clean = self.cleaned_data
        if not clean.get("status"):
            return ""
        label = WorkStatusKind(clean["status"]).label.lower()
        more = f": {clean['restrictions']}" if clean["restrictions"] else ""
        return f"Says: {label} from {clean['from_date']:%-d %b}{more}."


class MedicationPart(Answering):
    """What the worker says of her medication; nothing chosen records nothing."""

    as_prescribed = forms.ChoiceField(
        label="Takes it as prescribed",
        choices=words(AsPrescribed, "Not asked"),
        required=False,
        widget=forms.RadioSelect,
    )
    pain_complaint = forms.BooleanField(label="Complains that pain is not under control", required=False)
    concern = forms.ChoiceField(label="Concern", choices=words(Concern, "None"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a concern or a complaint without the answer, and an answer that contradicts itself."""
        clean = super().clean() or {}
        asked = clean.get("as_prescribed")
        if not asked and (clean.get("concern") or clean.get("pain_complaint")):
            self.add_error("as_prescribed", "Say whether she takes it as prescribed.")
        if asked == AsPrescribed.YES and clean.get("concern") == Concern.NOT_AS_PRESCRIBED:
            self.add_error("concern", "Taken as prescribed, and otherwise: one of the two is a slip.")
        return clean

    def answer(self) -> calls.Answer | None:
        """Return the medication check; the call's day is its day."""
        clean = self.cleaned_data
        if not clean.get("as_prescribed"):
            return None
        return calls.MedicationAsked(clean["as_prescribed"], clean["pain_complaint"], clean["concern"])

    def said(self) -> str:
        """Return what she says of it in words."""
        clean = self.cleaned_data
        if not clean.get("as_prescribed"):
            return ""
        label = AsPrescribed(clean["as_prescribed"]).label.lower()
        parts = [f"Medication as prescribed: {label}"]
        parts += ["complains of pain"] if clean["pain_complaint"] else []
        parts += [f"concern: {Concern(clean['concern']).label.lower()}"] if clean["concern"] else []
        return f"{'; '.join(parts)}."


# What a call to the worker settles, by the rule of the item; an item of another rule is not on the card.
KINDS: dict[str, type[Part]] = {
    "T12": FrqPart,
    "T16": ReadingPart,
    "T43": StartPart,
    "T44": ReviewPart,
    **dict.fromkeys(("T01", "T02", "T05", "T34", "T45"), ContactPart),
    **dict.fromkeys(("T03", "T25"), FinishPart),
}


def purpose_of(parts: Sequence[Part]) -> str:
    """Return what a call is for by the items it may settle: a note that does not say it is never billed."""
    return "; ".join(dict.fromkeys(part.title for part in parts))[:MOST_PURPOSE] or "Ask how the worker is"


def parts_of(
    items: Sequence[WorkItem], shown: Mapping[int, ShownItem], posted: QueryDict | None, today: date
) -> list[Part]:
    """Return the part of each item that a call settles, bound to what was posted."""
    made = []
    for item in items:
        kind = KINDS.get(item.rule)
        if kind is None:
            continue
        options: dict[str, Any] = {"today": today} if issubclass(kind, PastForm) else {}
        part = kind(posted, prefix=f"item-{item.pk}", **options)
        part.item, part.shown, part.today = item, shown[item.pk], today
        made.append(part)
    return made


def kept_of(posted: QueryDict) -> dict[str, Any]:
    """Return what a draft keeps of a posted card: every field as it was typed, right or wrong."""
    kept: dict[str, Any] = {
        storable(name): [storable(value) for value in values]
        for name, values in posted.lists()
        if name not in ("csrfmiddlewaretoken", "key", "version", "window")
    }
    return {"card": kept, "text": storable(posted.get("text", "")), "window": posted.get("window", "")}


def posted_again(kept: dict[str, Any]) -> QueryDict:
    """Return a kept card as it was posted."""
    found = QueryDict(mutable=True)
    for name, values in kept.items():
        found.setlist(name, values)
    return found


def restore(form: forms.Form, kept: QueryDict) -> None:
    """Put what a draft kept into a form that nobody has sent yet: nothing in it is wrong before it is."""
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(kept, MultiValueDict(), form.add_prefix(name))
        if form.add_prefix(name) in kept or isinstance(field.widget, forms.CheckboxInput):
            form.initial[name] = value
