"""Nothing under ten can be worked out from what a contract manager sees (J6, domain.md 14)."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from staffing.suppression import Sum, hidden

SMALLEST = 10
counts = st.integers(0, 40)


def list_of(values):
    """Return cells and sums of a list with its total."""
    parts = tuple(f"part {n}" for n in range(len(values)))
    cells = dict(zip(parts, values, strict=True)) | {"total": sum(values)}
    return cells, [Sum("total", parts)]


def table_of(rows):
    """Return cells and sums of a table with totals of rows, columns and all."""
    high, wide = len(rows), len(rows[0])
    cells = {(r, c): rows[r][c] for r, c in product(range(high), range(wide))}
    cells |= {(r, "all"): sum(rows[r]) for r in range(high)}
    cells |= {("all", c): sum(row[c] for row in rows) for c in range(wide)}
    cells["all", "all"] = sum(map(sum, rows))
    sums = [Sum((r, "all"), tuple((r, c) for c in range(wide))) for r in (*range(high), "all")]
    sums += [Sum(("all", c), tuple((r, c) for r in range(high))) for c in (*range(wide), "all")]
    return cells, sums


def test_a_cell_under_ten_is_hidden_and_so_is_the_one_that_would_give_it_back():
    cells, sums = list_of([7, 25, 30])
    assert hidden(cells, sums, SMALLEST) == {"part 0", "part 1"}


def test_nothing_is_hidden_where_nothing_is_small():
    cells, sums = list_of([10, 25, 30])
    assert hidden(cells, sums, SMALLEST) == frozenset()


def test_a_small_complement_hides_the_numerator():
    cells = {"met": 50, "not met": 3, "all": 53}
    assert hidden(cells, [Sum("all", ("met", "not met"))], SMALLEST) == {"met", "not met"}


def test_two_small_cells_whose_sum_is_small_hide_a_third():
    cells, sums = list_of([2, 3, 40, 50])
    assert hidden(cells, sums, SMALLEST) == {"part 0", "part 1", "part 2"}


def test_a_small_total_hides_with_its_parts():
    cells, sums = list_of([2, 3])
    assert hidden(cells, sums, SMALLEST) == {"part 0", "part 1", "total"}


def solutions(cells, gone):
    """Yield every way to fill the hidden cells of a list that fits what is shown: the attacker's view."""
    parts = [key for key in cells if key != "total"]
    options = [range(max(cells.values()) + 3) if part in gone else [cells[part]] for part in parts]
    for values in product(*options):
        if "total" in gone or sum(values) == cells["total"]:
            yield dict(zip(parts, values, strict=True)) | {"total": sum(values)}


@given(st.lists(st.integers(0, 6), min_size=2, max_size=3))
def test_an_attacker_who_tries_every_count_finds_two_for_each_hidden_cell(values):
    cells, sums = list_of(values)
    gone = hidden(cells, sums, 4)
    found = list(solutions(cells, gone))
    assert all(len({one[key] for one in found}) > 1 for key in gone)


def is_free(sums, gone, key):
    """Say whether a hidden cell can still be anything: pinning it would be news to who knows all sums."""
    unknown = sorted(gone, key=str)
    rows = [[(cell in one.parts) - (cell == one.total) for cell in unknown] for one in sums]
    pinned = [*rows, [cell == key for cell in unknown]]
    return np.linalg.matrix_rank(np.array(pinned, float)) > np.linalg.matrix_rank(np.array(rows, float))


@given(st.lists(st.tuples(counts, counts, counts), min_size=2, max_size=3))
def test_in_a_table_no_hidden_cell_follows_from_rows_columns_and_totals(rows):
    cells, sums = table_of(rows)
    gone = hidden(cells, sums, SMALLEST)
    assert all(key in gone for key, value in cells.items() if value < SMALLEST)
    assert all(is_free(sums, gone, key) for key in gone)
