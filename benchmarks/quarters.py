"""What looks over quarters: pages of supervisor and report, building one, freezing while others save."""

from collections.abc import Callable
from functools import partial
from itertools import cycle
from multiprocessing import get_context
from time import sleep
from typing import Any
from uuid import uuid4

from django.db import connection
from django.urls import reverse

from benchmarks import databases
from benchmarks.databases import AT, DAY, FIVE_YEARS, TEAM, WORLD, World
from benchmarks.freezing import FROZEN, LAST, SUPERVISOR, begin_web, freeze_and_reopen
from benchmarks.measuring import Figure, in_turn, say, seconds_shown, spread, timed, worked
from benchmarks.morning import make
from benchmarks.pages import beside, browser, queries_of, silent
from claims.models import Claim
from cohe import tenancy
from cohe.models import Membership
from coordination.actions import notes
from staffing.actions import measure_figures
from staffing.quarter import Quarter
from staffing.queries import report

NAME = "quarters"
COORDINATOR = 105
TIMES = 30
MOST_SECONDS_OF_A_PAGE, MOST_SECONDS_OF_A_REPORT, LONGEST_WAIT = 0.3, 10.0, 1.0
# Saves before anybody freezes anything, and the pause after each: a coordinator is no loop.
SAVES, PAUSE = 40, 0.05

# What each page cannot do without, as a database gives it.
BARE_RATIO = """
SELECT date_trunc('quarter', appeared) AS quarter, count(*) FROM claims_claim
WHERE cohe_id = 1 AND withdrawn_at IS NULL AND appeared >= %(day)s - 730 GROUP BY 1
UNION ALL
SELECT s.since, s.minutes_a_week FROM staffing_roleshare s WHERE s.cohe_id = 1
"""
# Of each claim of a quarter the first APF, call, time loss and activity.
BARE_FACTS = """
SELECT c.id, c.claim_number, c.appeared, c.roa_received_date, a.first, p.first, t.first, n.first
FROM claims_claim c
LEFT JOIN LATERAL (SELECT min(exam_date) AS first FROM claims_apf
                   WHERE cohe_id = 1 AND claim_id = c.id AND withdrawn_at IS NULL) AS a ON true
LEFT JOIN LATERAL (SELECT min("on") AS first FROM staffing_providercall
                   WHERE cohe_id = 1 AND claim_id = c.id AND withdrawn_at IS NULL) AS p ON true
LEFT JOIN LATERAL (SELECT min(paid_from) AS first FROM claims_timeloss
                   WHERE cohe_id = 1 AND claim_id = c.id AND withdrawn_at IS NULL) AS t ON true
LEFT JOIN LATERAL (SELECT min(contact_on) AS first FROM coordination_casenote
                   WHERE cohe_id = 1 AND claim_id = c.id AND is_billable) AS n ON true
WHERE c.cohe_id = 1 AND c.withdrawn_at IS NULL AND c.appeared BETWEEN %(first)s AND %(last)s
"""
BARE_LOADS = """
SELECT owner_id, count(*), count(*) FILTER (WHERE due_on < %(day)s) FROM coordination_workitem
WHERE cohe_id = 1 AND state = 'open' GROUP BY 1
"""
BARE_REPORT = """
SELECT f.* FROM staffing_quarterfigure f WHERE cohe_id = 1 AND year = %(year)s AND number = %(number)s
"""
BARE_KEPT = "SELECT * FROM staffing_measurefigure WHERE cohe_id = 1"


def worlds(claims: int, cohes: int) -> list[World]:
    """Return what is measured in."""
    return [World(NAME, claims, cohes, FIVE_YEARS, (WORLD, TEAM))]


def measure(claims: int, cohes: int) -> list[Figure]:
    """Return the figures of pages and jobs over twenty quarters with as many claims as are open elsewhere."""
    databases.work_in(NAME, "cohe_worker")
    make(1, DAY)
    silent()
    say("Quarters ...")
    figures = [counting(), building()]
    databases.work_in(NAME, "cohe_web")
    figures += freezing()
    databases.analyze(NAME)
    return [*pages(), *figures]


def membership(person_id: int) -> Membership:
    return Membership.objects.select_related("person", "cohe").get(person=person_id, cohe=1)


def counting() -> Figure:
    """The morning's job when nothing was kept yet: every quarter of one COHE."""
    with tenancy.acting(tenancy.Context(1)):
        asked = measure_figures.quarters_to_count(DAY, moving=4)
        seconds = worked(measure_figures.count_quarters, asked, DAY)
    return Figure(
        f"figures of {len(asked)} quarters of one COHE, counted for the first time", seconds_shown(seconds)
    )


def building() -> Figure:
    """A quarter's report with every row behind it, beside one query of the quarter's claims."""
    with tenancy.acting(tenancy.Context(1)), connection.cursor() as cursor:
        bare = worked(bare_query, cursor, BARE_FACTS, {"first": LAST.first, "last": LAST.last})
        ours = worked(report.built, LAST, DAY)
    return Figure(
        "report of one COHE and quarter; floor: one query of its claims",
        seconds_shown(ours),
        seconds_shown(bare),
        ours / bare if bare else None,
        f"under {MOST_SECONDS_OF_A_REPORT:g} s",
        ours < MOST_SECONDS_OF_A_REPORT,
    )


# ---- freezing ------------------------------------------------------------------------------------------


def freezing() -> list[Figure]:
    """Eight quarters are submitted and submitted again by one process; here a coordinator signs notes."""
    save = saving()
    alone = [save() for _ in range(SAVES)]
    with get_context("spawn").Pool(1, begin_web, (NAME,)) as pool:
        pool.map(sleep, [0.5])
        frozen = pool.apply_async(freeze_and_reopen)
        meanwhile = [save()]
        while not frozen.ready():
            meanwhile.append(save())
        seconds = frozen.get()
    return [
        Figure(
            f"{FROZEN} quarters submitted, reopened and submitted again, on the wall", seconds_shown(seconds)
        ),
        Figure(
            "a coordinator's save meanwhile; floor: the same with nobody at work",
            longest_of(meanwhile),
            longest_of(alone),
            max(meanwhile) / max(alone),
            f"none over {LONGEST_WAIT:g} s",
            max(meanwhile) < LONGEST_WAIT,
        ),
    ]


def longest_of(seconds: list[float]) -> str:
    middle = seconds_shown(spread(seconds)[0])
    return f"{seconds_shown(max(seconds))} the longest of {len(seconds)}, p50 {middle}"


def saving() -> Callable[[], float]:
    """Return what signs a note on the next of a coordinator's claims and says how long that took."""
    context = tenancy.Context(1, COORDINATOR)
    with tenancy.acting(context):
        by = membership(COORDINATOR)
        turn = cycle(list(Claim.objects.filter(hsc=COORDINATOR).order_by("-appeared")[:200]))
    fields = {
        "kind": "worker", "area": "monitoring", "person": "worker", "direction": "outgoing",
        "outcome": "reached", "contact_on": DAY, "minutes": 1, "text": "Spoke about the week.",
    }  # fmt: skip

    def sign() -> None:
        with tenancy.acting(context):
            notes.sign_note(key=uuid4(), claim=next(turn), fields=fields, by=by, today=DAY, at=AT)

    def save() -> float:
        sleep(PAUSE)
        return timed(sign)

    return save


# ---- pages ---------------------------------------------------------------------------------------------


def pages() -> list[Figure]:
    """Pages of a supervisor, each beside its bare query in turn."""
    quarter = {"first": LAST.first, "last": LAST.last, "year": LAST.year, "number": LAST.number, "day": DAY}
    now = {"first": Quarter.of(DAY).first, "last": DAY, "day": DAY}
    measures = [BARE_FACTS, BARE_KEPT]
    return [
        page("ratio page", reverse("staffing:ratio"), [BARE_RATIO], quarter),
        page("ratio page of a quarter", reverse("staffing:ratio-of", args=[LAST]), [BARE_RATIO], quarter),
        page("board", reverse("staffing:board"), [BARE_RATIO, BARE_LOADS, BARE_FACTS], now),
        page("measures of this quarter", reverse("staffing:measures"), measures, now),
        page("measures of a quarter", reverse("staffing:measures-of", args=[LAST]), measures, quarter),
        page("a measure with its rows", reverse("staffing:measure", args=[LAST, "M2"]), measures, quarter),
        page("reports, the list", reverse("staffing:reports"), [BARE_REPORT], quarter),
        page("report of a quarter", reverse("staffing:report", args=[LAST]), [BARE_REPORT], quarter),
        page(
            "rows behind a figure of a report",
            reverse("staffing:report-rows", args=[LAST, 2, "claims"]),
            [BARE_REPORT],
            quarter,
        ),
    ]


def page(what: str, address: str, bare: list[str], values: dict[str, object]) -> Figure:
    """Time a page beside the queries it cannot do without."""
    get = browser(SUPERVISOR)
    fetch = partial(get, address)
    queries = queries_of(fetch)
    names = f"{what}, {queries} queries; floor: {len(bare)} bare"
    ours, floor = in_turn(fetch, lambda: bare_page(bare, values), TIMES)
    figure, middle = beside(names, ours, floor), spread(ours)[0]
    goal = f"p50 under {MOST_SECONDS_OF_A_PAGE * 1000:.0f} ms"
    return Figure(figure.what, figure.ours, figure.floor, figure.ratio, goal, middle < MOST_SECONDS_OF_A_PAGE)


def bare_page(queries: list[str], values: dict[str, object]) -> None:
    with tenancy.acting(tenancy.Context(1, SUPERVISOR)), connection.cursor() as cursor:
        for query in queries:
            bare_query(cursor, query, values)


def bare_query(cursor: Any, query: str, values: dict[str, object]) -> list[Any]:
    cursor.execute(query, values)
    rows: list[Any] = cursor.fetchall()
    return rows
