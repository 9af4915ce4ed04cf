"""An administrator's letter templates: the next version, retiring one, using it again; the letterhead."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from cohe.access import Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from coordination import letter_words, whitelist
from coordination.letter_templates import built_in
from coordination.letter_words import Audience
from coordination.models import Letterhead, LetterTemplate
from coordination.queries import letter_templates

ADMINISTRATORS = "Only an administrator changes the templates of letters."
MOST_HEAD_LINES = 6
# Pages that stand where a template's own would: no template may be called so.
PAGES = frozenset({"new", "letterhead"})


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What the next version of a template says, and for whom it is."""

    slug: str
    audience: Audience
    name: str
    subject: str
    text: str


@transaction.atomic
def make_version(*, wanted: NextVersion, by: Membership, today: date, at: datetime) -> LetterTemplate:
    """Make the next version of a template, or the first of a new one, in use from today on.

    Letters already drafted keep theirs. Refuses what `refuse_unless_sound` refuses, the name of a page, and
    another audience than the version before: what was written for a provider is not an employer's.
    """
    check(by, Permission.CONFIGURE, ADMINISTRATORS)
    refuse_unless_sound(wanted)
    if wanted.slug in PAGES:
        raise Denied("There is a page of this name: choose another name for the template.")
    one_version_at_a_time(by.cohe_id)
    first = built_in(wanted.slug)
    versions = [(one.version, one.audience) for one in LetterTemplate.objects.filter(slug=wanted.slug)]
    versions += [(first.version, first.audience)] if first else []
    last, audience = max(versions, default=(0, wanted.audience))
    if audience != wanted.audience:
        raise Denied("A template stays with its audience: make another one.")
    return LetterTemplate.objects.create(
        cohe_id=by.cohe_id,
        slug=wanted.slug,
        version=last + 1,
        since=today,
        audience=wanted.audience,
        name=wanted.name.strip(),
        subject=wanted.subject.strip(),
        text=wanted.text.strip(),
        made_by_id=by.person_id,
        made_at=at,
    )


def one_version_at_a_time(cohe_id: int) -> None:
    """Hold a COHE's templates until the transaction ends: of a first version no row is there to be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('letter-templates', %s))", (cohe_id,))


def refuse_unless_sound(wanted: NextVersion) -> None:
    """Raise `Denied` for a template without a name, or with what its audience may not read.

    Source: domain.md 10.1 step 9: an employer's letter holds the whitelist and nothing else.
    """
    if not wanted.name.strip():
        raise Denied("Give the template a name.")
    try:
        letter_words.refuse_unless_sound(wanted.audience, wanted.subject, wanted.text)
    except letter_words.NotSound as no:
        raise Denied(str(no)) from no
    is_checked = wanted.audience in letter_words.WORDS_CHECKED
    found = whitelist.confidential_in(f"{wanted.subject} {wanted.text}") if is_checked else ()
    if found:
        named = ", ".join(f"“{word}”" for word in found)
        raise Denied(f"A letter to the employer tells nothing of health or treatment: take out {named}.")


@transaction.atomic
def retire_template(*, slug: str, by: Membership, today: date, at: datetime) -> LetterTemplate:
    """Offer a template no more from today on. A built-in one gets a row of the COHE that says so."""
    check(by, Permission.CONFIGURE, ADMINISTRATORS)
    template = letter_templates.template_in_use(slug, today)
    if template is None:
        raise Denied("This template is not in use: it was retired already, or never made.")
    row = LetterTemplate.objects.select_for_update().filter(slug=slug, version=template.version).first()
    if row is None:
        same = NextVersion(slug, template.audience, template.name, template.subject, template.text)
        row = make_version(wanted=same, by=by, today=today, at=at)
    row.retired_on = today
    row.save(update_fields=["retired_on"])
    return row


@transaction.atomic
def use_again(*, slug: str, by: Membership) -> LetterTemplate:
    """Take a retired template back into use: the inverse of retiring it."""
    check(by, Permission.CONFIGURE, ADMINISTRATORS)
    latest = LetterTemplate.objects.filter(slug=slug).aggregate(last=Max("version"))["last"]
    row = LetterTemplate.objects.select_for_update().filter(slug=slug, version=latest).first()
    if row is None or row.retired_on is None:
        raise Denied("This template is not retired.")
    row.retired_on = None
    row.save(update_fields=["retired_on"])
    return row


@transaction.atomic
def set_letterhead(*, lines: str, by: Membership, at: datetime) -> Letterhead:
    """Set what stands at the top of letters and packets: at most six lines; the history keeps the former."""
    check(by, Permission.CONFIGURE, "Only an administrator changes the letterhead.")
    kept = [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
    if len(kept) > MOST_HEAD_LINES:
        raise Denied(f"At most {MOST_HEAD_LINES} lines fit at the top of a letter.")
    row, _ = Letterhead.objects.update_or_create(
        cohe_id=by.cohe_id, defaults={"lines": "\n".join(kept), "set_by_id": by.person_id, "set_at": at}
    )
    return row
