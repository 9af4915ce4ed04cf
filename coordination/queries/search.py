"""Finding a claim by any part of it: number, misspelt name, phone in any shape, employer, provider.

Every condition is one that PostgreSQL may check before row security (functions marked leak-proof in
`roles.sql`), so that the trigram index on `Claim.words` is used.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    FloatField,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from claims.models import Claim, Provider
from claims.queries import caseload
from claims.querysets import ClaimQuerySet
from cohe.models import Membership, Person
from coordination.queries import policy

SHOWN = 50
# Whoever turns so many pages needs another word, not a further page.
MOST_PAGES = 20
MOST_LETTERS = 100
MOST_TOKENS = 6
LEAST_LETTERS = 2
# From this length on a word may be misspelt; shorter ones must be part of what is written.
MISSPELT_FROM = 4
# How like a word must be: 0.4 finds "Halvorson" for Halvorsen and "Gonsalez" for Gonzalez.
LIKENESS = 0.4
PHONE = re.compile(r"[\d\s().+\-/]{4,}")
MOST_PROVIDERS = 200
NOBODY = "none"


class Unsearchable(ValueError):
    """The search cannot be; the text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: a text, whose claims (a person's id, or "none"), only those on a list.

    `page`: which fifty of them.
    """

    text: str = ""
    hsc: str = ""
    on_list: bool = False
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked."""
        return not (self.text or self.hsc or self.on_list)

    def query(self, page: int) -> str:
        """Return the address of a page of the same search."""
        said = {"q": self.text, "hsc": self.hsc, "on_list": "1" if self.on_list else ""}
        said["page"] = str(page) if page > 1 else ""
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim found, with who attends and who coordinates."""

    claim: Claim
    provider: str
    hsc: str


@dataclass(frozen=True, slots=True)
class Found:
    """Fifty, the best first; whether there are more; whether none is written so; the HSCs of the filter.

    `first`: the place of the first one shown; `before` and `after`: the addresses of the pages beside it.
    """

    hits: tuple[Hit, ...]
    has_more: bool
    is_only_like: bool
    hscs: Sequence[tuple[str, str]]
    first: int = 1
    before: str = ""
    after: str = ""

    @property
    def last(self) -> int:
        """Return the place of the last one shown."""
        return self.first + len(self.hits) - 1


def search(*, membership: Membership, asked: Asked, today: date) -> Found:
    """Return fifty claims that fit best of those the member may see; without a text the newest.

    Raises `Unsearchable` for a text that is too short or too long, for an HSC and a page that do not exist.
    """
    hscs = hscs_of(membership, today)
    check(asked, hscs)
    rows = listed(membership, asked, today)
    ranked = best(rows, asked.text, membership) if asked.text else rows.order_by("-appeared", "-id")
    skipped = (asked.page - 1) * SHOWN
    some = ranked.select_related("hsc")[skipped : skipped + SHOWN + 1]
    claims = [] if asked.is_empty else list(some)
    if skipped and not claims:
        raise Unsearchable("There is no such page: fewer claims fit than that. Search again.")
    shown, has_more = tuple(hits(claims[:SHOWN], membership)), len(claims) > SHOWN
    is_only_like = bool(asked.text and shown) and not any(vars(claim)["is_written"] for claim in claims)
    return Found(
        shown,
        has_more,
        is_only_like,
        hscs,
        first=skipped + 1,
        before=asked.query(asked.page - 1) if skipped else "",
        after=asked.query(asked.page + 1) if has_more and asked.page < MOST_PAGES else "",
    )


def listed(membership: Membership, asked: Asked, today: date) -> ClaimQuerySet:
    """Return every claim the member may see that passes the chips, in no order yet."""
    return filtered(Claim.objects.visible_to(membership).filter(withdrawn_at=None), asked, today)


def nothing(membership: Membership, today: date) -> Found:
    """Return what is found when nothing can be searched for."""
    return Found((), False, False, hscs_of(membership, today))


def hscs_of(membership: Membership, today: date) -> list[tuple[str, str]]:
    """Return the HSCs of the COHE today, by name."""
    current = caseload.hscs(cohe_id=membership.cohe_id, today=today)
    return [(str(pk), name) for pk, name in current.values_list("person", "person__name")]


def check(asked: Asked, hscs: Sequence[tuple[str, str]]) -> None:
    """Refuse what cannot be searched for."""
    if asked.hsc not in ("", NOBODY, *dict(hscs)):
        raise Unsearchable("There is no such HSC in this COHE today: choose one from the list.")
    if not 1 <= asked.page <= MOST_PAGES:
        raise Unsearchable(f"There are at most {MOST_PAGES} pages: narrow the search with another word.")
    if len(asked.text) > MOST_LETTERS:
        raise Unsearchable(f"At most {MOST_LETTERS} letters can be searched for.")
    if asked.text and len("".join(tokens(asked.text))) < LEAST_LETTERS:
        raise Unsearchable(f"Type at least {LEAST_LETTERS} letters or digits.")


def filtered(rows: ClaimQuerySet, asked: Asked, today: date) -> ClaimQuerySet:
    """Return the claims that pass the chips."""
    if asked.on_list:
        rows = rows.on_list(today, service_months=policy.in_force(today).service_months)
    if asked.hsc == NOBODY:
        return rows.unassigned()
    return rows.filter(hsc=int(asked.hsc)) if asked.hsc else rows


def folded(text: str) -> str:
    """Return a text as `Claim.words` is kept: lower case, no accents."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT folded(%s)", [text])
        return str(cursor.fetchone()[0])


def allow_misspelling() -> None:
    """Set how like a word must be, for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])


def best(rows: ClaimQuerySet, text: str, membership: Membership) -> QuerySet[Claim]:
    """Return the claims that fit a text, misspelt or not; the most like first.

    A claim number, or a part of one, is looked for as it is written, and misspelt only when no claim has it
    so: thousands are a little like it, and it is what is searched for most.
    """
    words = tokens(folded(text))
    if any(map(is_numbered, words)):
        written = matching(rows, words, membership, part_of)
        if written.exists():
            return written
    allow_misspelling()
    return matching(rows, words, membership, like)


def tokens(text: str) -> list[str]:
    """Return the words of a search; a phone number in any shape is one, without the country's 1."""
    if PHONE.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text)
        return [digits[1:] if len(digits) == 11 and digits.startswith("1") else digits]
    words = re.split(r"[\s,;]+", text.strip())
    found = (re.sub(r"[^\w'\-]", "", word) for word in words)
    return [word for word in found if word][:MOST_TOKENS]


def is_numbered(word: str) -> bool:
    """Say whether a word has digits among other signs, as claim numbers have."""
    return not word.isdigit() and any(map(str.isdigit, word))


def matching(
    rows: ClaimQuerySet, words: Sequence[str], membership: Membership, fits: Callable[[str, str], Q]
) -> QuerySet[Claim]:
    """Return the claims that every word `fits`, in what they or their provider say; the most like first."""
    in_claim = Q(*(fits("words", word) for word in words))
    numbers = providers(words, membership, fits)
    by_provider = Q(attending_provider_number__in=numbers) | Q(initiating_provider_number__in=numbers)
    wanted = in_claim | by_provider if numbers else in_claim
    written = Q(*(part_of("words", word) for word in words)) | by_provider
    is_written = ExpressionWrapper(written, output_field=BooleanField())
    ranked = rows.filter(wanted).annotate(rank=rank(words), is_written=is_written)
    return ranked.order_by("-rank", "-appeared", "-id")


def part_of(column: str, word: str) -> Q:
    """Return the condition that a word is part of a text."""
    return Q(**{f"{column}__contains": word})


def like(column: str, word: str) -> Q:
    """Return the condition that a word is part of a text or, when long enough, like one of its words."""
    part = part_of(column, word)
    if len(word) < MISSPELT_FROM or word.isdigit():
        return part
    return part | Q(**{f"{column}__trigram_word_similar": word})


def providers(words: Sequence[str], membership: Membership, fits: Callable[[str, str], Q]) -> list[str]:
    """Return the numbers of the providers whose name, number or clinic every word `fits`."""
    said = Func(
        Concat("name", Value(" "), "clinic", Value(" "), "provider_number", output_field=TextField()),
        function="folded",
        output_field=TextField(),
    )
    rows = Provider.objects.filter(cohe=membership.cohe_id, withdrawn_at=None).alias(said=said)
    for word in words:
        rows = rows.filter(fits("said", word))
    return list(rows.values_list("provider_number", flat=True)[:MOST_PROVIDERS])


def rank(words: Sequence[str]) -> Combinable:
    """Return how well a claim fits: its number itself, then words written so, then words that are like."""
    whole = " ".join(words)
    found: Combinable = Case(
        When(claim_number=whole.upper(), then=Value(100.0)), default=Value(0.0), output_field=FloatField()
    )
    for word in words:
        written = Case(
            When(words__contains=word, then=Value(1.0)), default=Value(0.0), output_field=FloatField()
        )
        found = found + written + TrigramWordSimilarity(word, "words")
    return found


def hits(claims: Sequence[Claim], membership: Membership) -> Iterator[Hit]:
    """Yield each claim with its provider's name."""
    numbers = {claim.attending_provider_number or claim.initiating_provider_number for claim in claims}
    known = Provider.objects.filter(cohe=membership.cohe_id, provider_number__in=numbers)
    names = {one.provider_number: str(one) for one in known}
    for claim in claims:
        number = claim.attending_provider_number or claim.initiating_provider_number
        yield Hit(claim, names.get(number, f"provider {number}"), name_of(claim.hsc))


def name_of(person: Person | None) -> str:
    """Return a person's name, "nobody" for none."""
    return person.name if person else "nobody"
