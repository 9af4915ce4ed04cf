"""Taking an assessment by the questions of its form; interventions after a positive FRQ."""

from typing import Any

from django import forms

from cohe.fields import DayField, PastForm, TextArea, words
from coordination.assessment_forms import MOST_WORDS, Form, Question
from coordination.choices import Intervention, InterventionOutcome, QuestionKind

NO_ANSWER = ("", "No answer")
# So many numbers and they are clicked; more are typed.
MOST_CLICKED = 11
PREFIX = "q_"


class AssessmentTaking(PastForm):
    """The questions of one version of a form, with the day and a remark."""

    past_days = ("taken_on",)

    taken_on = DayField(label="Taken on")
    remark = forms.CharField(widget=TextArea(2), max_length=2000, required=False)

    def __init__(self, *args: Any, form: Form, **options: Any) -> None:
        super().__init__(*args, **options)
        self.form = form
        remark = self.fields.pop("remark")
        for question in form.questions:
            self.fields[PREFIX + question.key] = FIELDS[question.kind](question)
        self.fields["remark"] = remark

    def answers(self) -> dict[str, Any]:
        """Return the answers as the score takes them, without those not given."""
        found = {}
        for question in self.form.questions:
            answer = self.cleaned_data.get(PREFIX + question.key)
            if answer not in (None, ""):
                found[question.key] = typed(question, answer)
        return found


def typed(question: Question, answer: Any) -> Any:
    """Return an answer as it is stored: whole numbers, exact texts of fractions, yes as true."""
    if question.kind == QuestionKind.YES_NO:
        return answer == "yes"
    if question.kind == QuestionKind.SCALE:
        return str(answer) if question.fractions else int(answer)
    return answer


def number_field(question: Question) -> forms.Field:
    """Return a number to click, or to type where there are many."""
    span = range(question.low, question.high + 1)
    if question.fractions:
        return forms.DecimalField(
            label=question.label,
            required=question.required,
            min_value=question.low,
            max_value=question.high,
            decimal_places=2,
        )
    if len(span) > MOST_CLICKED:
        return forms.IntegerField(
            label=question.label,
            required=question.required,
            min_value=question.low,
            max_value=question.high,
        )
    blank = [] if question.required else [NO_ANSWER]
    return forms.ChoiceField(
        label=question.label,
        choices=[*blank, *((str(number), str(number)) for number in span)],
        required=question.required,
        widget=forms.RadioSelect,
    )


def choice_field(question: Question) -> forms.Field:
    """Return the choices to click."""
    blank = [] if question.required else [NO_ANSWER]
    choices = [*blank, *((one, one) for one in question.choices)]
    return forms.ChoiceField(
        label=question.label, choices=choices, required=question.required, widget=forms.RadioSelect
    )


def yes_no_field(question: Question) -> forms.Field:
    """Return yes and no to click."""
    blank = [] if question.required else [NO_ANSWER]
    return forms.ChoiceField(
        label=question.label,
        choices=[*blank, ("yes", "Yes"), ("no", "No")],
        required=question.required,
        widget=forms.RadioSelect,
    )


def text_field(question: Question) -> forms.Field:
    """Return a box for words."""
    return forms.CharField(
        label=question.label, max_length=MOST_WORDS, required=question.required, widget=TextArea(2)
    )


FIELDS = {
    QuestionKind.SCALE: number_field,
    QuestionKind.CHOICE: choice_field,
    QuestionKind.YES_NO: yes_no_field,
    QuestionKind.TEXT: text_field,
}


class InterventionForm(PastForm):
    """One of the six interventions at a visit, and what came of it."""

    past_days = ("visit_on",)

    kind = forms.ChoiceField(label="Intervention", choices=words(Intervention), widget=forms.RadioSelect)
    visit_on = DayField(label="Visit on")
    outcome = forms.ChoiceField(
        label="What came of it", choices=words(InterventionOutcome), widget=forms.RadioSelect
    )
    remark = forms.CharField(widget=TextArea(2), max_length=2000, required=False)
