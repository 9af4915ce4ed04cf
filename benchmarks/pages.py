"""The worklist page, the claim page, search and one claim's refresh, as a browser's request meets them."""

import logging
from collections.abc import Callable
from itertools import cycle
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import databases
from benchmarks.databases import AT, DAY, World
from benchmarks.measuring import Figure, in_turn, say, seconds_shown, spread, timed
from benchmarks.morning import make
from cohe import clock, tenancy
from cohe.models import Membership, Person
from coordination.actions import worklist
from coordination.queries import desk_items, desk_rows
from coordination.queries.desk import ROWS_A_PAGE, desk
from coordination.queries.desk_asked import asked
from coordination.views.worklist import PAGE

TIMES = 60
MOST_QUERIES_OF_THE_WORKLIST, MOST_QUERIES_OF_A_CLAIM = 12, 20
MOST_TIMES_THE_BARE_VIEW = 2
MOST_SECONDS_OF_A_REFRESH = 0.015
SEARCHED = 100_000
# Owners of the first COHE, by how many items each is given.
OWNERS = {50: 101, 500: 102, 5_000: 103, 50_000: 104}
GIVE = """
UPDATE coordination_workitem SET owner_id = %(owner)s, is_reassigned = true
WHERE id IN (SELECT id FROM coordination_workitem
             WHERE cohe_id = 1 AND state = 'open' AND owner_id NOT IN (101, 102, 103, 104)
             ORDER BY id LIMIT %(number)s)
"""
# A COHE has fewer: the same work about something else.
REPEAT = """
INSERT INTO coordination_workitem (
  cohe_id, claim_id, claim_number, rule, about, area, due_on, last_day, because, clears, tier_rank, off_since,
  owner_id, facts, state, is_reassigned, opened_on, version)
SELECT cohe_id, claim_id, claim_number, rule, concat_ws(' ', about, %(owner)s, again), area, due_on, last_day,
       because, clears, tier_rank, off_since, %(owner)s, facts, state, true, opened_on, version
FROM (SELECT *, count(*) OVER () AS all_of_them
      FROM coordination_workitem WHERE cohe_id = 1 AND state = 'open') AS made,
     LATERAL generate_series(1, 1 + %(number)s / all_of_them) AS again
ORDER BY again, id LIMIT %(number)s
"""
FREE = (
    "UPDATE coordination_workitem SET owner_id = 105 WHERE cohe_id = 1 AND owner_id IN (101, 102, 103, 104)"
)
HAS_A_WORKLIST = "SELECT FROM coordination_worklistrun WHERE cohe_id = 1 LIMIT 1"
ITEMS_OF = (
    "SELECT count(*) FROM coordination_workitem WHERE cohe_id = 1 AND state = 'open' AND owner_id = %(owner)s"
)
# The claim and all its rows in one statement, as a database gives them.
OF_A_CLAIM = (
    *("claims_workstatus", "claims_apf", "claims_timeloss", "claims_prescription", "claims_surgery"),
    *("claims_document", "claims_tierchange", "claims_claimassignment", "claims_delegation"),
    *("coordination_casenote", "coordination_frq", "coordination_record", "coordination_workitem"),
    *("coordination_referral", "coordination_plan", "coordination_assessment", "coordination_paper"),
    *("coordination_functionalintervention", "coordination_medicationcheck", "coordination_surgeryepisode"),
    *(
        "coordination_transfer",
        "coordination_hospitalstay",
        "coordination_checklist",
        "coordination_handover",
    ),
    *("coordination_employercontact", "coordination_jobpaper", "coordination_resourceshare"),
    *("coordination_documentreview", "coordination_ohmsentry", "coordination_conference"),
    *("coordination_advisorquestion", "coordination_letter", "coordination_visitpacket"),
)
ROWS_OF = "(SELECT jsonb_agg(to_jsonb(r)) FROM {} r WHERE r.cohe_id = 1 AND r.claim_id = c.id)"
BARE_CLAIM = (
    f"SELECT to_jsonb(c), {', '.join(map(ROWS_OF.format, OF_A_CLAIM))}"
    " FROM claims_claim c WHERE c.cohe_id = 1 AND c.id = %s"
)
BARE_SEARCH = """
SELECT claim_number, worker_last_name, worker_first_name, employer_name FROM claims_claim
WHERE cohe_id = 1 AND words ILIKE %s ORDER BY claim_number LIMIT 50
"""
NOTE = """
INSERT INTO coordination_casenote (
  cohe_id, key, claim_id, author_id, author_role, kind, area, person, person_name, direction, purpose,
  outcome, contact_on, minutes, is_billable, text, signed_at)
VALUES (1, %s, %s, 105, 'hsc', 'worker', 'monitoring', 'worker', '', 'outgoing', '', 'reached', %s, 5, true,
        'Spoke.', %s)
"""


def worlds(claims: int, cohes: int) -> list[World]:
    """Return what is measured in; search has a COHE of its own with up to 100,000 claims."""
    search = World("search", min(SEARCHED, claims), 1, parts=(databases.WORLD,))
    return [World("bench", claims, cohes), search]


def measure(claims: int, cohes: int) -> list[Figure]:
    """Return the figures of the pages; make the worklist when the morning run was left out."""
    with databases.connect("bench") as one:
        is_made = one.execute(HAS_A_WORKLIST).fetchone() is not None
    if not is_made:
        databases.work_in("bench", "cohe_worker")
        make(1, DAY)
    say("Pages ...")
    databases.work_in("bench", "cohe_web")
    silent()
    of_a_claim = [claim_page(), refresh()]
    give_items()
    return [*worklist_pages(), *of_a_claim, *searches(min(SEARCHED, claims))]


def silent() -> None:
    """Let requests and jobs log their lines to nobody."""
    for handler in logging.getLogger().handlers:
        logging.getLogger().removeHandler(handler)
    logging.getLogger().addHandler(logging.NullHandler())


def give_items() -> None:
    """Give four coordinators of the first COHE from 50 to 50,000 items."""
    databases.analyze("bench")
    with databases.connect("bench", autocommit=True) as one:
        one.execute(FREE)
        for number, owner in OWNERS.items():
            one.execute(GIVE, {"owner": owner, "number": number})
            missing = number - one.execute(ITEMS_OF, {"owner": owner}).fetchone()[0]
            one.execute(REPEAT, {"owner": owner, "number": max(missing, 0)})
        one.execute("VACUUM ANALYZE")


def browser(person_id: int) -> Callable[[str], Any]:
    """Return what fetches a page as a person, through every layer of the product but the socket."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(pk=person_id))

    def get(address: str) -> Any:
        response = client.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        return response

    return get


def queries_of(act: Callable[[], Any]) -> int:
    """Count what a second request asks: the first of a session also writes when it was seen."""
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum("SELECT" in query["sql"] for query in captured)


# ---- the worklist ------------------------------------------------------------------------------------


def worklist_pages() -> list[Figure]:
    figures, queries = [], {}
    for number, owner in OWNERS.items():
        get, address = browser(owner), f"{reverse('coordination:worklist')}?tab=all"
        queries[number] = queries_of(lambda get=get, address=address: get(address))
        ours, bare = in_turn(lambda get=get, address=address: get(address), bare_worklist(owner), TIMES)
        figures.append(
            beside(f"worklist page, 50 rows of {number:,} items", ours, bare, MOST_TIMES_THE_BARE_VIEW)
        )
    counted = ", ".join(f"{found} of {number:,} items" for number, found in queries.items())
    most = max(queries.values())
    is_constant = len(set(queries.values())) == 1
    goal = f"at most {MOST_QUERIES_OF_THE_WORKLIST}, constant"
    figures.append(
        Figure(
            "queries of the worklist page",
            counted,
            goal=goal,
            met=most <= MOST_QUERIES_OF_THE_WORKLIST and is_constant,
        )
    )
    return figures


def bare_worklist(person_id: int) -> Callable[[], Any]:
    """Return a view without the product around it: one query for the same rows, the same template."""
    membership = Membership.objects.select_related("person", "cohe").get(person=person_id)
    context = tenancy.Context(membership.cohe_id, person_id)
    request = bare_request(membership)
    with tenancy.acting(context):
        page = desk(membership=membership, params={"tab": ["all"]}, today=DAY, at=clock.now())
        wanted = asked(membership=membership, params={"tab": ["all"]}, today=DAY, at=clock.now())
    assert len(page.rows) == ROWS_A_PAGE

    def view() -> Any:
        with tenancy.acting(context):
            items = desk_items.in_order(wanted.items(), wanted.filters.tab)
            raw = desk_rows.raw_rows(items[:ROWS_A_PAGE], wanted.scope, wanted.filters.tab)
            assert len(raw) == ROWS_A_PAGE
            return render(request, PAGE, {"desk": page})

    return view


def bare_request(membership: Membership) -> HttpRequest:
    request = RequestFactory(HTTP_HOST="localhost").get("/worklist/")
    request.user, request.session = membership.person, {}
    request.htmx = False
    vars(request)["membership"] = membership
    return request


# ---- a claim -----------------------------------------------------------------------------------------


def claim_page() -> Figure:
    """The twenty claims with the most notes, each in turn."""
    with databases.connect("bench") as one:
        rows = one.execute(
            "SELECT n.claim_id FROM coordination_casenote n JOIN claims_claim c ON c.id = n.claim_id"
            " WHERE n.cohe_id = 1 AND c.hsc_id = 105 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 20"
        ).fetchall()
    claim_ids = [claim_id for (claim_id,) in rows]
    get, turn, bare_turn = browser(105), cycle(claim_ids), cycle(claim_ids)

    def fetch() -> Any:
        return get(reverse("coordination:claim", args=[next(turn)]))

    def bare() -> Any:
        with tenancy.acting(tenancy.Context(1)), connection.cursor() as cursor:
            cursor.execute(BARE_CLAIM, [next(bare_turn)])
            return cursor.fetchall()

    queries = max(queries_of(fetch) for _ in claim_ids)
    figure = beside(
        f"claim page, at most {queries} queries; floor: one query, no page", *in_turn(fetch, bare, TIMES)
    )
    goal = f"at most {MOST_QUERIES_OF_A_CLAIM} queries"
    return Figure(
        figure.what, figure.ours, figure.floor, figure.ratio, goal, queries <= MOST_QUERIES_OF_A_CLAIM
    )


def refresh() -> Figure:
    """A note is signed on a claim that waits for one: how long its items take to follow."""
    with databases.connect("bench") as one:
        rows = one.execute(
            "SELECT DISTINCT claim_id FROM coordination_workitem"
            " WHERE cohe_id = 1 AND rule IN ('T01', 'T02', 'T05', 'T34') AND state = 'open'"
            " ORDER BY 1 LIMIT 200"
        ).fetchall()
    samples = []
    for (claim_id,) in rows:
        with tenancy.acting(tenancy.Context(1)), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(NOTE, [uuid4(), claim_id, DAY, AT])
            samples.append(timed(worklist.refresh_claims, claim_ids=[claim_id], today=DAY, at=AT))
    p50, p95 = spread(samples)
    return Figure(
        "one claim's refresh inside a request (p50 / p95)",
        f"{seconds_shown(p50)} / {seconds_shown(p95)}",
        goal=f"p50 under {MOST_SECONDS_OF_A_REFRESH * 1000:.0f} ms",
        met=p50 < MOST_SECONDS_OF_A_REFRESH,
    )


# ---- search ------------------------------------------------------------------------------------------


def searches(claims: int) -> list[Figure]:
    """Search one COHE with all the claims, beside a bare search of the index for the same fragment."""
    databases.work_in("search", "cohe_web")
    get, address = browser(101), reverse("coordination:claim-search")
    figures = []
    for what, text, fragment in (
        ("part of a name", "Petrov", "%petrov%"),
        ("a misspelt name", "Sorenzen", "%sorensen%"),
        ("a claim number", "A1001", "%a1001%"),
        ("a phone", "(206) 555-0142", "%2065550142%"),
        ("an employer", "Skagit Foundry", "%skagit foundry%"),
    ):
        ours, bare = in_turn(lambda text=text: get(f"{address}?q={text}"), bare_search(fragment), TIMES // 3)
        figures.append(beside(f"search of {claims:,} claims: {what}", ours, bare))
    return figures


def bare_search(fragment: str) -> Callable[[], Any]:
    def view() -> Any:
        with tenancy.acting(tenancy.Context(1)), connection.cursor() as cursor:
            cursor.execute(BARE_SEARCH, [fragment])
            return cursor.fetchall()

    return view


def beside(what: str, ours: list[float], floor: list[float], most: float | None = None) -> Figure:
    """Return the figure of a page: p50 and p95 of both sides, the ratio of the medians."""
    mine, bare = spread(ours), spread(floor)
    ratio = mine[0] / bare[0]
    return Figure(
        f"{what} (p50 / p95)",
        " / ".join(map(seconds_shown, mine)),
        " / ".join(map(seconds_shown, bare)),
        ratio,
        f"at most {most:g}x" if most else "",
        ratio <= most if most else None,
    )
