"""The forms of assessments: built in, and the COHE's own versions after them."""

from collections.abc import Iterable
from datetime import date

from coordination.assessment_forms import BUILT_IN, Form, built_in, question_of
from coordination.choices import Scoring
from coordination.models import AssessmentForm


def as_form(row: AssessmentForm) -> Form:
    """Return a COHE's own version as a form."""
    return Form(
        slug=row.slug,
        version=row.version,
        title=row.title,
        since=row.since,
        questions=tuple(question_of(one) for one in row.questions),
        scoring=Scoring(row.scoring),
        is_reading=row.is_reading,
        higher_is_better=row.higher_is_better,
        notice=row.notice,
        retired_on=row.retired_on,
    )


def every_version() -> list[Form]:
    """Return every version of every form of the COHE in force, by slug, the latest first."""
    own = [as_form(row) for row in AssessmentForm.objects.all()]
    return sorted([*BUILT_IN, *own], key=lambda one: (one.slug, -one.version))


def form_of(slug: str, version: int) -> Form | None:
    """Return one version, whatever has come after it; None when there is no such."""
    first = built_in(slug)
    if first is not None and first.version == version:
        return first
    row = AssessmentForm.objects.filter(slug=slug, version=version).first()
    return as_form(row) if row else None


def latest_versions(forms: Iterable[Form], day: date) -> dict[str, Form]:
    """Return of each slug the latest version that has begun on `day`."""
    found: dict[str, Form] = {}
    for one in sorted(forms, key=lambda one: one.version):
        if one.since <= day:
            found[one.slug] = one
    return found


def forms_in_use(day: date) -> list[Form]:
    """Return what may be taken on `day`: of each form its latest version, unless retired; readings first."""
    latest = latest_versions(every_version(), day).values()
    in_use = [one for one in latest if one.retired_on is None or one.retired_on > day]
    order = {one.slug: place for place, one in enumerate(BUILT_IN)}
    return sorted(in_use, key=lambda one: (order.get(one.slug, len(order)), one.title))


def form_in_use(slug: str, day: date) -> Form | None:
    """Return the version of a form that may be taken on `day`, None when there is none."""
    return next((one for one in forms_in_use(day) if one.slug == slug), None)
