"""What was taken back counts no more: nothing is written to it, and it is begun anew instead."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied
from coordination.actions import community, medication, plan_papers, referrals, return_to_work, transitions
from coordination.actions.referral_changes import Taken
from coordination.transition_words import CHECKLISTS
from tests import make, make_plans
from tests.make import DAY

When = dict[str, Any]


def transfer(claim: Claim, gone: When, when: When) -> None:
    said = transitions.TransferSaid(DAY, "worker", provider_name="Dr. Lee")
    transitions.change_transfer(transfer=make.Transfer(claim=claim, **gone), said=said, **when)


def stay(claim: Claim, gone: When, when: When) -> None:
    said = transitions.StaySaid("Harborview", DAY)
    transitions.change_stay(stay=make.HospitalStay(claim=claim, **gone), said=said, **when)


def checklist(claim: Claim, gone: When, when: When) -> None:
    row = make.Checklist(claim=claim, **gone)
    transitions.mark_step(checklist=row, step=CHECKLISTS[row.change][0].slug, is_done=True, **when)


def job_paper(claim: Claim, gone: When, when: When) -> None:
    said = return_to_work.PaperSaid(kind="job-description", title="Sorter", source="employer", drafted_on=DAY)
    return_to_work.change_job_paper(paper=make.JobPaper(claim=claim, **gone), said=said, **when)


def share(claim: Claim, gone: When, when: When) -> None:
    found = community.FollowedUp(DAY, "engaged")
    community.follow_up_share(share=make.ResourceShare(claim=claim, **gone), found=found, **when)


def medication_check(claim: Claim, gone: When, when: When) -> None:
    row = make.MedicationCheck(claim=claim, **gone)
    medication.tell_provider(check=row, told_on=DAY, by=when["by"], today=DAY)


def paper(claim: Claim, gone: When, when: When) -> None:
    filed = medication.Filed("F252-097-000", {})
    medication.change_paper(paper=make.Paper(claim=claim, **gone), filed=filed, **when)


def referral(claim: Claim, gone: When, when: When) -> None:
    referrals.take_step(referral=make.Referral(claim=claim, **gone), taken=Taken(step="send", on=DAY), **when)


def service_report(claim: Claim, gone: When, when: When) -> None:
    row = make_plans.ServiceReport(plan__claim=claim, **gone)
    plan_papers.follow_report(report=row, step="passed_on", on=DAY, **when)


def update(claim: Claim, gone: When, when: When) -> None:
    wording = plan_papers.Wording("employer", "Cascade Fruit Packers", abilities="Can work.")
    row = make_plans.StakeholderUpdate(plan__claim=claim, **gone)
    plan_papers.edit_update(update=row, wording=wording, **when)


@pytest.mark.parametrize(
    "write",
    [
        *(transfer, stay, checklist, job_paper, share, medication_check, paper, referral),
        *(service_report, update),
    ],
)
def test_nothing_is_written_to_what_was_taken_back(write: Callable[..., None], claim, when):
    with pytest.raises((Denied, Conflict), match="was withdrawn"):
        write(claim, {"withdrawn_at": clock.now()}, when)
