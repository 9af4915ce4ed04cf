"""Where a job paper stands: chased after 7 and 14 days without an answer (domain.md 8)."""

from datetime import date

import pytest

from coordination import job_papers
from coordination.job_papers import Stand
from coordination.policy import Policy

SENT = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("today", "chased", "stand", "words"),
    [
        (date(2026, 3, 8), None, Stand.SENT, "chase on 9 Mar"),
        (date(2026, 3, 9), None, Stand.CHASE, "No reply since 2 Mar 2026: chase"),
        (date(2026, 3, 15), date(2026, 3, 9), Stand.SENT, "chase again on 16 Mar"),
        (date(2026, 3, 16), date(2026, 3, 9), Stand.CHASE, "chase again"),
        (date(2026, 3, 16), date(2026, 3, 5), Stand.CHASE, "chase"),
        (date(2026, 3, 30), date(2026, 3, 16), Stand.SENT, "chased twice"),
    ],
)
def test_a_paper_without_an_answer_is_chased(today, chased, stand, words):
    found = job_papers.state_of(
        sent_on=SENT, chased_on=chased, answer="", answered_on=None, today=today, limits=Policy()
    )
    assert found.stand == stand
    assert words in found.words


def test_what_is_not_sent_is_not_chased():
    found = job_papers.state_of(
        sent_on=None, chased_on=None, answer="", answered_on=None, today=date(2026, 9, 1), limits=Policy()
    )
    assert (found.stand, found.is_open) == (Stand.DRAFTED, True)


def test_an_answer_ends_the_waiting():
    found = job_papers.state_of(
        sent_on=SENT, chased_on=None, answer="disapproved", answered_on=date(2026, 3, 20),
        today=date(2026, 9, 1), limits=Policy(),
    )  # fmt: skip
    assert (found.words, found.is_open) == ("Disapproved on 20 Mar 2026", False)
