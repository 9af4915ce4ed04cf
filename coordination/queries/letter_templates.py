"""Letter templates: built in, the COHE's own versions after them; its letterhead."""

from datetime import date

from coordination.letter_templates import BUILT_IN
from coordination.letter_words import Audience, Template
from coordination.models import Letterhead, LetterTemplate


def as_template(row: LetterTemplate) -> Template:
    """Return a COHE's own version as a template."""
    return Template(
        row.slug,
        row.version,
        Audience(row.audience),
        row.name,
        row.subject,
        row.text,
        row.since,
        row.retired_on,
    )


def every_version() -> list[Template]:
    """Return every version of every template, by audience and name, the latest version first."""
    found = [*BUILT_IN, *(as_template(row) for row in LetterTemplate.objects.all())]
    latest = {one.slug: one for one in sorted(found, key=lambda one: one.version)}
    order = list(Audience)

    def place(one: Template) -> tuple[int, str, str, int]:
        last = latest[one.slug]
        return order.index(last.audience), last.name, one.slug, -one.version

    return sorted(found, key=place)


def in_use(day: date) -> list[Template]:
    """Return the latest version of each template that may be used on `day`, in the order of audiences."""
    found: dict[str, Template] = {}
    for one in every_version():
        if one.since <= day:
            found.setdefault(one.slug, one)
    return [one for one in found.values() if one.retired_on is None or one.retired_on > day]


def template_in_use(slug: str, day: date) -> Template | None:
    """Return the version of a template that may be used on `day`, None when there is none."""
    return next((one for one in in_use(day) if one.slug == slug), None)


def letterhead() -> tuple[str, ...]:
    """Return the lines at the top of the COHE's letters; empty when none are set."""
    lines = Letterhead.objects.values_list("lines", flat=True).first()
    return tuple(line.strip() for line in (lines or "").splitlines() if line.strip())
