"""An administrator's own forms: making the next version, retiring one, taking it back into use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from cohe.access import Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from coordination.assessment_forms import (
    Form,
    Question,
    built_in,
    refuse_unless_askable,
    stored_question,
)
from coordination.choices import Scoring
from coordination.models import AssessmentForm
from coordination.queries import assessment_forms
from coordination.scales import ScoreRefused


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What the next version of a form asks and how it is scored."""

    slug: str
    title: str
    questions: Sequence[Question]
    scoring: Scoring
    is_reading: bool = False
    higher_is_better: bool = False
    notice: str = ""


@transaction.atomic
def make_version(*, wanted: NextVersion, by: Membership, today: date, at: datetime) -> AssessmentForm:
    """Make the next version of a form, or the first of a new one, in use from today on.

    Assessments already taken keep theirs. Refuses what nobody could answer or score with a sentence.
    """
    check(by, Permission.CONFIGURE, "Only an administrator changes the forms of assessments.")
    refuse_unless_sound(wanted)
    # One version at a time of a COHE: its rows are held until the new one is in.
    own = list(AssessmentForm.objects.select_for_update().filter(slug=wanted.slug))
    first = built_in(wanted.slug)
    last = max([one.version for one in own] + ([first.version] if first else []), default=0)
    return AssessmentForm.objects.create(
        cohe_id=by.cohe_id,
        slug=wanted.slug,
        version=last + 1,
        since=today,
        title=wanted.title.strip(),
        questions=[stored_question(one) for one in wanted.questions],
        scoring=wanted.scoring,
        is_reading=wanted.is_reading,
        higher_is_better=wanted.higher_is_better,
        notice=wanted.notice.strip(),
        made_by_id=by.person_id,
        made_at=at,
    )


def refuse_unless_sound(wanted: NextVersion) -> None:
    """Raise `Denied` for a form without a title, or that cannot be answered or scored."""
    if not wanted.title.strip():
        raise Denied("Give the form a title.")
    if wanted.is_reading and wanted.scoring == Scoring.NONE:
        raise Denied("A pain or function reading needs a score: choose how it is worked out.")
    try:
        refuse_unless_askable(wanted.questions, wanted.scoring)
    except ScoreRefused as no:
        raise Denied(str(no)) from no


@transaction.atomic
def retire_form(*, slug: str, by: Membership, today: date, at: datetime) -> AssessmentForm:
    """Offer a form no more from today on. A built-in one gets a row of the COHE that says so."""
    check(by, Permission.CONFIGURE, "Only an administrator changes the forms of assessments.")
    form = assessment_forms.form_in_use(slug, today)
    if form is None:
        raise Denied("This form is not in use: it was retired already, or never made.")
    row = AssessmentForm.objects.select_for_update().filter(slug=slug, version=form.version).first()
    if row is None:
        row = make_version(wanted=same_again(form), by=by, today=today, at=at)
    row.retired_on = today
    row.save(update_fields=["retired_on"])
    return row


@transaction.atomic
def use_again(*, slug: str, by: Membership) -> AssessmentForm:
    """Take a retired form back into use: the inverse of retiring it."""
    check(by, Permission.CONFIGURE, "Only an administrator changes the forms of assessments.")
    latest = AssessmentForm.objects.filter(slug=slug).aggregate(last=Max("version"))["last"]
    row = AssessmentForm.objects.select_for_update().filter(slug=slug, version=latest).first()
    if row is None or row.retired_on is None:
        raise Denied("This form is not retired.")
    row.retired_on = None
    row.save(update_fields=["retired_on"])
    return row


def same_again(form: Form) -> NextVersion:
    """Return a version that asks the same."""
    return NextVersion(
        form.slug,
        form.title,
        form.questions,
        form.scoring,
        form.is_reading,
        form.higher_is_better,
        form.notice,
    )
