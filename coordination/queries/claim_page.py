"""The claim page: one worker's story in time, what is owed, what one may do, in a fixed number of queries."""

from datetime import date
from functools import partial

from claims.models import Claim
from cohe.models import Membership
from cohe.permissions import Permission, allows
from coordination import strip
from coordination.models.desk import LIVE
from coordination.queries import (
    claim_assessments,
    claim_community,
    claim_conferences,
    claim_delegations,
    claim_letters,
    claim_medication,
    claim_picture,
    claim_plan,
    claim_referrals,
    claim_rows,
    claim_story,
    claim_surgery,
    claim_transitions,
    policy,
    return_to_work,
    surgeries,
)
from coordination.queries import claim_parts as parts
from coordination.queries.claim_shapes import ClaimPage
from coordination.timeline import Timeline

# What each noun tells of the claim's past, beside the claim's own.
STORIES: tuple[claim_story.Maker, ...] = (
    claim_delegations.story,
    claim_transitions.story,
    claim_assessments.story,
    claim_medication.story,
    claim_community.story,
    claim_surgery.work_story,
    claim_conferences.story,
    claim_letters.story,
)


def claim_page(
    *, claim: Claim, membership: Membership, today: date, show: str = "", page: int = 1
) -> ClaimPage:
    """Return all that the page shows `membership` on `today`; `show` filters the story, `page` turns it.

    Raises `NoSuchPart` for a filter or page that does not exist.
    """
    rows = claim_rows.rows_of(claim, membership)
    limits = policy.in_force(today)
    line = Timeline([parts.status_row(one) for one in rows.work_statuses], today, limits.status_grace_days)
    names = {pk: one.person.name for pk, one in rows.people.items()}
    plan = claim_plan.plan_of(claim, names, today, update_days=limits.update_days)
    shown = surgeries.shown_surgeries(rows, surgeries.episodes_of(claim), limits, today)
    told = (partial(claim_plan.story, plan), partial(claim_surgery.story, shown))
    entries = claim_story.story_of(rows, today, (*STORIES, *told))
    return ClaimPage(
        claim=claim,
        head=parts.head_of(rows, line, limits, today),
        strip=strip.draw(claim_picture.story_of(rows, line, limits, today)),
        items=tuple(
            parts.shown_item(one, rows, membership, today) for one in rows.items if one.state in LIVE
        ),
        plan=plan,
        referrals=claim_referrals.claim_referrals(rows.referrals, limits, today),
        surgeries=shown,
        return_to_work=return_to_work.shown_return_to_work(rows, line, limits, today),
        frqs=tuple(parts.shown_frq(one, rows, line) for one in reversed(rows.frqs)),
        records=tuple(parts.shown_record(one, rows) for one in reversed(rows.records)),
        assessments=claim_assessments.assessments_of(rows, limits, today),
        medication=claim_medication.medication_of(rows, limits, today),
        community=claim_community.community_of(rows, limits, today),
        letters=claim_letters.letters_of(rows, today),
        own_statuses=tuple(parts.own_statuses(rows)),
        forms=tuple(one for one in entries if one.group == "forms"),
        story=parts.turned_to(entries, show, page),
        tier_story=tuple(one for one in entries if one.tag == "Tier"),
        workers=parts.workers_of(rows),
        drafts=rows.drafts,
        consulting=claim_conferences.consulting(rows, membership, today),
        delegation=claim_delegations.held(
            rows, membership, today, may_reassign=allows(membership.role, Permission.ITEM_REASSIGN)
        ),
        transitions=claim_transitions.region_of(rows, membership, today),
        colleagues=tuple(parts.colleagues_of(rows, today)),
        may=parts.may(membership),
        last_import=rows.last_import,
        limits=limits,
    )
