"""The page on which one chooses an assessment: the forms in use, with when each was taken last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.models import Claim, Prescription, Provider
from cohe.clock import PACIFIC
from coordination import papers
from coordination.assessment_forms import Form, Question
from coordination.choices import Intervention, InterventionOutcome, PaperKind, QuestionKind, RecordKind
from coordination.models import Assessment, Frq, FunctionalIntervention
from coordination.queries import assessment_forms

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form that may be taken, and its last taking on the claim."""

    form: Form
    last: Assessment | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of a taking with its answer in words."""

    question: Question
    answer: str


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One of the six interventions with what came of it, the latest visit first, withdrawn ones too."""

    label: str
    visits: tuple[FunctionalIntervention, ...]

    @property
    def is_under_way(self) -> bool:
        """Say whether it was begun or done at a visit."""
        declined = InterventionOutcome.DECLINED
        return any(one.withdrawn_at is None and one.outcome != declined for one in self.visits)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The six interventions, at how many visits they came up, and the positive FRQ they follow."""

    lines: tuple[ChecklistLine, ...]
    visits: int
    positive_on: date | None

    @property
    def begun(self) -> int:
        """Return how many of the six were begun or done."""
        return sum(line.is_under_way for line in self.lines)


def form_lines(claim: Claim, today: date) -> list[FormLine]:
    """Return the forms in use on `today`, each with its last taking."""
    taken = Assessment.objects.filter(claim=claim, withdrawn_at=None).order_by("taken_on", "id")
    last = {one.slug: one for one in taken}
    return [FormLine(form, last.get(form.slug)) for form in assessment_forms.forms_in_use(today)]


def answers_of(assessment: Assessment) -> list[Answered]:
    """Return the answers of a taking in words, by the version that was answered."""
    form = assessment_forms.form_of(assessment.slug, assessment.version)
    if form is None:
        return []
    given = assessment.answers
    return [Answered(one, in_words(one, given.get(one.key))) for one in form.questions]


def in_words(question: Question, answer: object) -> str:
    """Return an answer in words."""
    if answer is None:
        return "no answer"
    if question.kind == QuestionKind.YES_NO:
        return "yes" if answer else "no"
    return str(answer)


def interventions(claim: Claim) -> list[FunctionalIntervention]:
    """Return the interventions of a claim, the latest visit first, withdrawn ones too."""
    rows = FunctionalIntervention.objects.filter(claim=claim).select_related("recorded_by")
    return list(rows.order_by("-visit_on", "-id"))


def checklist(claim: Claim, rows: Sequence[FunctionalIntervention]) -> Checklist:
    """Return all six interventions, each with its own of `rows`."""
    lines = [
        ChecklistLine(kind.label, tuple(one for one in rows if one.kind == kind)) for kind in Intervention
    ]
    visits = {one.visit_on for one in rows if one.withdrawn_at is None}
    return Checklist(tuple(lines), len(visits), positive_on(claim))


def visit_at_hand(rows: Sequence[FunctionalIntervention], today: date) -> date:
    """Return the visit that is being entered: the one of what was recorded last, if that was `today`."""
    live = [one for one in rows if one.withdrawn_at is None]
    last = max(live, key=lambda one: one.recorded_at, default=None)
    is_at_hand = last is not None and last.recorded_at.astimezone(PACIFIC).date() == today
    return last.visit_on if last is not None and is_at_hand else today


def positive_on(claim: Claim) -> date | None:
    """Return the day of the latest positive FRQ, None without one."""
    rows = Frq.objects.filter(claim=claim, result="positive", withdrawn_at=None).order_by("-asked_on")
    return rows.values_list("asked_on", flat=True).first()


def paper_codes(today: date) -> Choices:
    """Return the form numbers in use with their names."""
    return [(one.code, words_of(one)) for one in papers.in_use(today)]


def words_of(form: papers.PaperForm) -> str:
    """Return a form's number and name; one we are not sure of says so."""
    return f"{form.code}, {form.name}{' (number to be confirmed)' if form.is_uncertain else ''}"


def prescribers(claim: Claim) -> Choices:
    """Return who has prescribed opioids on the claim, then its attending provider."""
    fills = Prescription.objects.filter(claim=claim, is_opioid=True, withdrawn_at=None)
    numbers = [*fills.order_by("-filled_on").values_list("prescriber_number", flat=True)]
    wanted = [one for one in dict.fromkeys([*numbers, claim.attending_provider_number]) if one]
    names = {one.provider_number: str(one) for one in Provider.objects.filter(provider_number__in=wanted)}
    return [(number, names.get(number, f"provider {number}")) for number in wanted]


# The form that an item of the worklist asks for, by the record it waits for.
ASKED_FOR = {
    RecordKind.SUBACUTE_FORM.value: PaperKind.SUBACUTE,
    RecordKind.CHRONIC_APPROVAL.value: PaperKind.CHRONIC,
    RecordKind.OPIOID_AGREEMENT.value: PaperKind.AGREEMENT,
    RecordKind.WORK_HISTORY.value: PaperKind.WORK_HISTORY,
}


def code_asked_for(kind: str, today: date) -> str:
    """Return the form number that a kind of record stands for, empty when it stands for none."""
    wanted = ASKED_FOR.get(kind)
    return next((one.code for one in papers.in_use(today) if one.kind == wanted), "")
