"""The documents of a claim that a plan can be made from (domain.md 10.1, step 1)."""

from datetime import date

from claims.choices import DocumentKind
from claims.models import Claim, Document
from coordination.queries.apfs_on_file import apfs_on_file


def choices_of(claim: Claim) -> list[tuple[str, str]]:
    """Return the documents on file by key with their words: the ROA, APFs, other documents, newest first."""
    found: list[tuple[str, str]] = []
    if claim.roa_received_date:
        found.append(named(f"{DocumentKind.ROA}:{claim.roa_received_date}"))
    found += [named(f"{DocumentKind.APF}:{day}") for day, _ in apfs_on_file(claim)]
    papers = Document.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    rows = papers.order_by("-arrived_on", "-id").values_list("kind", "arrived_on", "title")
    found += [named(f"{kind}:{day}:{title}") for kind, day, title in rows]
    return list(dict(found).items())


def named(key: str) -> tuple[str, str]:
    """Return the key of a source with its words: kind, day, title where it has one."""
    kind, day, title = [*key.split(":", 2), ""][:3]
    label = DocumentKind(kind).label
    words = f"{label}, {date.fromisoformat(day):%-d %b %Y}"
    is_said = not title or title.casefold() == label.casefold()
    return key, words if is_said else f"{words}: {title}"
