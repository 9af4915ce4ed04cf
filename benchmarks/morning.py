"""The morning run beside one SQL statement of the same rules, phase by phase, COHE by COHE in turn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.pool import Pool
from time import sleep

import django
from django.db import connection

from benchmarks import databases, floor
from benchmarks.databases import AT, DAY, NEXT_DAY, World
from benchmarks.measuring import Figure, against, say, seconds_shown, timed, worked

FLOOR, TWO = "bench_floor", "bench_two"
MOST_TIMES_THE_FLOOR = 2.5
LEAST_GAIN_OF_A_SECOND = 1.7
# Every hundredth claim gets a note of a talk with the worker.
TOUCH = """
INSERT INTO coordination_casenote (
  cohe_id, key, claim_id, author_id, author_role, kind, area, person, person_name, direction, purpose,
  outcome, contact_on, minutes, is_billable, text, signed_at)
SELECT cohe_id, gen_random_uuid(), id, hsc_id, 'hsc', 'worker', 'monitoring', 'worker', '', 'outgoing', '',
       'reached', %(day)s, 5, true, 'Spoke with the worker.', %(at)s
FROM claims_claim WHERE id %% 100 = 0 RETURNING claim_id
"""
ROWS_WRITTEN = "SELECT count(*) FROM coordination_workitem WHERE xmin::text::bigint >= %s"
TRANSACTION = "SELECT pg_current_xact_id()::text::bigint"
LOG = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"


@dataclass(slots=True)
class Phase:
    """Processor seconds that one kind of morning took on each side, summed over the COHEs."""

    ours: float = 0.0
    floor: float = 0.0
    others: dict[str, float] = field(default_factory=dict)

    def add(self, ours: Iterable[float]) -> None:
        self.ours += sum(ours)


class Clock:
    """Moments for runs: each asking needs its own, else it goes on with the last one."""

    moment = AT

    @classmethod
    def tick(cls) -> None:
        cls.moment += timedelta(seconds=1)


def make(cohe_id: int, day: date) -> None:
    """Bring the worklist of one COHE up to date, as the morning's task does."""
    from coordination.actions import worklist  # noqa: PLC0415 - a new process has Django only after setup()

    Clock.tick()
    at = Clock.moment
    worklist.make_worklist(cohe_id=cohe_id, day=day, kind="by-hand", asked_at=at, at=at)


def make_floor(name: str, cohe_id: int, day: date) -> None:
    """Do the same by the one statement."""
    with databases.worker(name, cohe_id) as cursor:
        floor.write(cursor, cohe_id, day, AT)


def begin_worker(name: str) -> None:
    """Set up a process of the pool, as ready as a worker that has waited for the morning."""
    django.setup()
    import_module("coordination.actions.worklist")
    databases.work_in(name, "cohe_worker")
    connection.ensure_connection()


def worlds(claims: int, cohes: int) -> list[World]:
    """Return what is measured in: all the claims, and a tenth of them."""
    return [World("bench", claims, cohes), World("small", claims // 10, cohes)]


def measure(claims: int, cohes: int) -> list[Figure]:
    """Return the figures of the morning run; leaves the world `bench` with a worklist of `DAY`."""
    big, small = worlds(claims, cohes)
    databases.copy(small.name, "small_floor")
    databases.copy(big.name, FLOOR)
    databases.copy(big.name, TWO)
    small_fill, small_again = first_and_again(small, "small_floor")
    with get_context("spawn").Pool(2, begin_worker, (TWO,)) as pool:
        pool.map(sleep, [0.5, 0.5], 1)
        fill = first_fill(big, pool)
    databases.analyze(big.name, FLOOR)
    again, written = same_day_again(big)
    figures = [
        against(
            f"morning run, first fill, {claims} open claims", fill.ours, fill.floor, MOST_TIMES_THE_FLOOR
        ),
        against("same day again", again.ours, again.floor, MOST_TIMES_THE_FLOOR),
        written,
        second_worker(fill),
        growth("growth of the first fill", small_fill.ours, fill.ours),
        growth("growth of the same day again", small_again.ours, again.ours),
    ]
    return [*figures, *next_day(big), *one_in_a_hundred(big)]


def each(world: World, ours: Callable[[int], object], other: Callable[[int], object]) -> Phase:
    """Time both sides COHE by COHE, in turn."""
    phase = Phase()
    for cohe_id in range(1, world.cohes + 1):
        phase.floor += worked(other, cohe_id)
        phase.ours += worked(ours, cohe_id)
    return phase


def first_and_again(world: World, other: str) -> tuple[Phase, Phase]:
    databases.work_in(world.name, "cohe_worker")
    phases = []
    for _ in range(2):
        phases.append(each(world, lambda c: make(c, DAY), lambda c: make_floor(other, c, DAY)))
        databases.analyze(world.name, other)
    return phases[0], phases[1]


def first_fill(world: World, pool: Pool) -> Phase:
    """Fill three copies: by the floor, by one process, and, two COHEs at a time, by two."""
    say("First fill ...")
    phase, one_by_one, two = Phase(), 0.0, 0.0
    databases.work_in(world.name, "cohe_worker")
    for cohe_id in range(1, world.cohes, 2):
        pair = (cohe_id, cohe_id + 1)
        for one in pair:
            phase.floor += worked(make_floor, FLOOR, one, DAY)
        one_by_one += timed(lambda pair=pair: phase.add(worked(make, one, DAY) for one in pair))
        two += timed(pool.starmap, make, [(one, DAY) for one in pair], 1)
    phase.others |= {"one": one_by_one, "two": two}
    return phase


def same_day_again(world: World) -> tuple[Phase, Figure]:
    say("The same day again ...")
    with databases.connect(world.name, autocommit=True) as one:
        before, log = [one.execute(query).fetchone()[0] for query in (TRANSACTION, LOG)]
        phase, grown = Phase(), 0
        for cohe_id in range(1, world.cohes + 1):
            phase.floor += worked(make_floor, FLOOR, cohe_id, DAY)
            log = one.execute(LOG).fetchone()[0]
            phase.ours += worked(make, cohe_id, DAY)
            grown += one.execute(LOG).fetchone()[0] - log
        rows = one.execute(ROWS_WRITTEN, [before]).fetchone()[0]
    shown = f"{rows} item rows, {grown / 1e6:.2f} MB of log"
    return phase, Figure("same day again writes", shown, goal="no item row", met=rows == 0)


def second_worker(fill: Phase) -> Figure:
    gain = fill.others["one"] / fill.others["two"]
    return Figure(
        "a second worker process, first fill, on the wall",
        seconds_shown(fill.others["two"]),
        seconds_shown(fill.others["one"]),
        gain,
        f"at least {LEAST_GAIN_OF_A_SECOND:g}x faster",
        gain >= LEAST_GAIN_OF_A_SECOND,
    )


def growth(what: str, small: float, big: float) -> Figure:
    """Ten times the claims should take ten times as long: a fifth more passes for linear."""
    return Figure(
        what, seconds_shown(big), seconds_shown(small), big / small, "10 (linear)", big / small <= 12
    )


def next_day(world: World) -> list[Figure]:
    say("The next day ...")
    phase = each(world, lambda c: make(c, NEXT_DAY), lambda c: make_floor(FLOOR, c, NEXT_DAY))
    databases.analyze(world.name, FLOOR)
    return [against("next day", phase.ours, phase.floor, MOST_TIMES_THE_FLOOR)]


def one_in_a_hundred(world: World) -> list[Figure]:
    """A note on every hundredth claim: those claims alone, and everything again."""
    say("1 % of the claims changed ...")
    touched: dict[int, list[int]] = {cohe_id: [] for cohe_id in range(1, world.cohes + 1)}
    for name in (world.name, FLOOR):
        with databases.connect(name, autocommit=True) as one:
            rows = one.execute(TOUCH, {"day": NEXT_DAY, "at": AT}).fetchall()
    for (claim_id,) in rows:
        touched[1 + (claim_id - 1) * world.cohes // world.claims].append(claim_id)
    databases.analyze(world.name, FLOOR)
    those = Phase()
    for cohe_id, claim_ids in touched.items():
        those.ours += worked(refresh, cohe_id, claim_ids)
    everything = each(world, lambda c: make(c, NEXT_DAY), lambda c: make_floor(FLOOR, c, NEXT_DAY))
    return [
        against(
            "1 % of the claims changed: those claims, beside the floor's whole statement",
            those.ours,
            everything.floor,
        ),
        against("... and the whole run after it", everything.ours, everything.floor, MOST_TIMES_THE_FLOOR),
    ]


def refresh(cohe_id: int, claim_ids: list[int]) -> None:
    from cohe import tenancy  # noqa: PLC0415 - see make()
    from coordination.actions import worklist  # noqa: PLC0415

    with tenancy.acting(tenancy.Context(cohe_id)):
        worklist.refresh_claims(claim_ids=claim_ids, today=NEXT_DAY, at=AT)
