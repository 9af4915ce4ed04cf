"""The directory of the demonstration, what workers were given of it, and the documents that were reviewed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from claims.models import Claim, Document
from cohe.workdays import bd
from coordination.community import ResourceKind, ShareOutcome
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import DocumentReview, Resource, ResourceShare, ResourceVerification

# Name, kind, for whom, languages, cost, phone, days since it was verified.
DIRECTORY = (
    ("Valley Food Bank", ResourceKind.FOOD, "Anybody in the county", "Spanish, Russian", "free", "01", 12),
    (
        "Ride Link",
        ResourceKind.TRANSPORT,
        "Rides to medical care",
        "Spanish, Somali",
        "$2 a ride",
        "02",
        34,
    ),
    ("Harbor Housing Aid", ResourceKind.HOUSING, "Rent or power in arrears", "Spanish", "free", "03", 96),
    ("Worker Legal Clinic", ResourceKind.LEGAL, "By appointment, Tuesdays", "Spanish", "free", "04", 203),
    ("Peer Circle", ResourceKind.SUPPORT, "Injured workers and families", "English", "free", "05", 61),
    ("Dr. R. Okafor, physiatry", ResourceKind.CONSULTANT, "Second opinions", "English", "L&I fee", "06", 41),
    ("Night School of the Port", ResourceKind.TRAINING, "English classes", "All", "$20 a term", "07", 400),
)
RETIRED = "Night School of the Port"
# Days since sharing, whether in the plan, days since the follow-up, what came of it.
SHARES = (
    (6, True, None, ""),
    (15, True, None, ""),
    (44, True, 30, ShareOutcome.USED),
    (52, True, 35, ShareOutcome.NOT_USED),
    (70, False, None, ""),
    (90, True, 72, ShareOutcome.USED),
    (95, True, 80, ShareOutcome.UNKNOWN),
)
# Documents that came in the last business days wait for their review.
UNREAD_BD = 1


def load(desk: Desk) -> None:
    """Write the directory, some shares of each HSC, and reviews of all documents but the latest."""
    rng = Random(f"{desk.world.setting.center.code} community")  # noqa: S311
    hscs = dict(Claim.objects.filter(hsc__isnull=False).values_list("pk", "hsc_id"))
    directory = load_directory(desk, min(hscs.values()))
    write(list(shares(desk, rng, hscs, directory)))
    write(list(reviews(desk.world.setting.day, hscs)))


def load_directory(desk: Desk, keeper: int) -> list[Resource]:
    """Write the resources, each with its last verification, and return them."""
    cohe, day = desk.team.cohe.pk, desk.world.setting.day
    found = [
        Resource(
            cohe_id=cohe,
            name=name,
            kind=kind.value,
            eligibility=eligibility,
            languages=languages,
            cost=cost,
            phone=f"360-555-01{phone}",
            kept_by_id=keeper,
            retired_on=day - timedelta(days=30) if name == RETIRED else None,
        )
        for name, kind, eligibility, languages, cost, phone, _ in DIRECTORY
    ]
    write(found)
    write(
        [
            ResourceVerification(
                cohe_id=cohe,
                resource=one,
                verified_on=day - timedelta(days=told[-1]),
                verified_by_id=keeper,
            )
            for one, told in zip(found, DIRECTORY, strict=True)
        ]
    )
    return [one for one in found if one.retired_on is None]


def shares(
    desk: Desk, rng: Random, hscs: dict[int, int], directory: list[Resource]
) -> Iterator[ResourceShare]:
    """Yield the shares of each HSC, and of the claim that shows everything."""
    day, showpiece = desk.world.setting.day, desk.world.setting.center.showpiece
    mine: defaultdict[int, list[int]] = defaultdict(list)
    for claim, story in desk.told():
        if claim in hscs and story.number == showpiece:
            for place in (0, 2):
                yield share_of(directory[place], claim, hscs[claim], SHARES[place], day)
        elif claim in hscs:
            mine[hscs[claim]].append(claim)
    for hsc, claims in sorted(mine.items()):
        for claim, told in zip(rng.sample(claims, min(len(claims), len(SHARES))), SHARES, strict=False):
            yield share_of(rng.choice(directory), claim, hsc, told, day)


def share_of(
    resource: Resource, claim: int, hsc: int, told: tuple[int, bool, int | None, str], day: date
) -> ResourceShare:
    """Return one share."""
    ago, in_plan, asked, outcome = told
    return ResourceShare(
        cohe_id=resource.cohe_id,
        claim_id=claim,
        resource=resource,
        name=resource.name,
        shared_on=day - timedelta(days=ago),
        in_plan=in_plan,
        followed_up_on=None if asked is None else day - timedelta(days=asked),
        outcome=str(outcome),
        shared_by_id=hsc,
        recorded_at=at(day - timedelta(days=ago), 15, 20),
    )


def reviews(day: date, hscs: dict[int, int]) -> Iterator[DocumentReview]:
    """Yield a review of each document, a business day after it arrived."""
    others = min(hscs.values())
    rows = Document.objects.filter(withdrawn_at=None).values_list("pk", "cohe_id", "claim_id", "arrived_on")
    for document, cohe, claim, arrived_on in rows.order_by("pk"):
        if bd(arrived_on, UNREAD_BD) < day:
            yield DocumentReview(
                cohe_id=cohe,
                claim_id=claim,
                document_id=document,
                reviewed_on=bd(arrived_on, UNREAD_BD),
                reviewed_by_id=hscs.get(claim, others),
            )
