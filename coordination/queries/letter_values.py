"""What the placeholders of a letter say of a claim, for one audience: nothing is read that it may not see.

Each placeholder has one function here; only those of the audience's privacy classes are asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.choices import WorkStatusKind
from claims.models import Claim
from cohe.models import Membership
from coordination import letter_words, whitelist
from coordination.choices import FrqOutcome
from coordination.letter_words import Audience
from coordination.plan_words import LineKind
from coordination.policy import Policy
from coordination.queries import (
    claim_medication,
    claim_parts,
    claim_plan,
    claim_referrals,
    claim_rows,
    policy,
    return_to_work,
    told_outside,
)
from coordination.queries.claim_assessments import readings_of
from coordination.queries.claim_rows import Detail, Rows
from coordination.scales import name_of, shown_number
from coordination.timeline import Timeline
from coordination.worklist.rules.no_progress import by_scale
from coordination.worklist.wording import shown

HELD_BACK = "[work restrictions: held back]"
READINGS = 4


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim's rows, read once for a letter or a packet, and who writes on which day."""

    claim: Claim
    rows: Rows
    line: Timeline
    limits: Policy
    plan: claim_plan.ShownPlan | None
    work: return_to_work.ReturnToWork
    by: Membership
    today: date


def facts_of(claim: Claim, by: Membership, today: date) -> ClaimFacts:
    """Read a claim for `by` on `today`, in the queries of the claim page's rows and one for the plan."""
    rows = claim_rows.rows_of(claim, by)
    limits = policy.in_force(today)
    line = Timeline(
        [claim_parts.status_row(one) for one in rows.work_statuses], today, limits.status_grace_days
    )
    names = {pk: one.person.name for pk, one in rows.people.items()}
    plan = claim_plan.plan_of(claim, names, today, update_days=limits.update_days)
    work = return_to_work.shown_return_to_work(rows, line, limits, today)
    return ClaimFacts(claim, rows, line, limits, plan, work, by, today)


def values_of(facts: ClaimFacts, audience: Audience, receiver: str) -> dict[str, str]:
    """Return what the placeholders of an audience say; what is not known is an empty text."""
    found = {"receiver": receiver, **told_of(facts, audience)}
    for one in letter_words.allowed(audience):
        if one.name not in found:
            found[one.name] = SAYS[one.name](facts)
    return found


def told_of(facts: ClaimFacts, audience: Audience) -> dict[str, str]:
    """Return the four things that everybody may be told; for an employer as the whitelist lets them out."""
    named = told_outside.named_facts(facts.claim, facts.today)
    is_checked = audience in letter_words.WORDS_CHECKED
    words = told_outside.confidential_words(facts.claim) if is_checked else ()
    told = whitelist.may_be_told(named, confidential=words, today=facts.today)
    restrictions = (told.restrictions or HELD_BACK) if is_checked and told.held_back else told.restrictions
    on = told.next_medical_update_on
    return {
        "abilities": told.abilities,
        "restrictions": restrictions if is_checked else named.restrictions,
        "next_medical_update": day(on) if on else "",
        "return_to_work": told.prognosis,
    }


def receiver_of(facts: ClaimFacts, audience: Audience) -> str:
    """Return to whom a letter goes, as far as the claim says; empty for a person to fill in."""
    claim = facts.claim
    if audience == Audience.ATTENDING_PROVIDER:
        return provider(facts, claim.attending_provider_number)
    if audience == Audience.SURGEON:
        return provider(facts, surgeon_number(facts))
    if audience == Audience.REFERRAL_PROVIDER:
        return next((one.recipient for one in reversed(open_referrals(facts)) if one.recipient), "")
    named = {
        Audience.WORKER: claim.worker_full_name,
        Audience.EMPLOYER: claim.employer_name,
        Audience.CLAIM_MANAGER: claim.claim_manager,
    }
    return named[audience]


def address_of(facts: ClaimFacts, audience: Audience) -> str:
    """Return the address lines that are known: a provider's clinic and city."""
    numbers = {Audience.ATTENDING_PROVIDER: facts.claim.attending_provider_number}
    if audience == Audience.SURGEON:
        numbers[audience] = surgeon_number(facts)
    found = facts.rows.providers.get(numbers.get(audience, ""))
    return "\n".join(part for part in (found.clinic, found.city) if part) if found else ""


def day(on: date) -> str:
    """Return a day with its year: a letter is read in another one too."""
    return f"{on:%-d %b %Y}"


def provider(facts: ClaimFacts, number: str) -> str:
    """Return a provider by name, empty when the claim has none."""
    return facts.rows.provider(number) if number else ""


def language(facts: ClaimFacts) -> str:
    """Return language and interpreter."""
    needed = {True: "interpreter needed", False: "no interpreter needed", None: ""}
    parts = (facts.claim.worker_language, needed[facts.claim.interpreter_needed])
    return ", ".join(part for part in parts if part)


def work_status(facts: ClaimFacts) -> str:
    """Return the work status of the day."""
    status = facts.line.status_on(facts.today)
    return WorkStatusKind(status).label if status else ""


def job_papers(facts: ClaimFacts) -> str:
    """Return each job description or analysis with where it stands."""
    return "; ".join(f"{one.title} ({one.kind.lower()}): {one.state.words}" for one in facts.work.papers)


def open_referrals(facts: ClaimFacts) -> list[Detail]:
    """Return the referrals that are open on the day."""
    shown_ones = claim_referrals.claim_referrals(facts.rows.referrals, facts.limits, facts.today)
    still = {one.id for one in shown_ones.open}
    return [one for one in facts.rows.referrals if one.id in still]


def referrals(facts: ClaimFacts) -> str:
    """Return the open referrals by name."""
    return "; ".join(claim_referrals.title_of(one) for one in open_referrals(facts))


def lines(facts: ClaimFacts, *kinds: str) -> str:
    """Return the open lines of the plan of some kinds, one a line, with their days."""
    found = facts.plan.open_lines if facts.plan else ()
    return "\n".join(
        f"- {one.text}{f', by {day(one.target_on)}' if one.target_on else ''}"
        for one in found
        if one.kind in kinds
    )


def next_steps(facts: ClaimFacts) -> str:
    """Return the plan's next steps, contacts and interventions."""
    return lines(facts, LineKind.STEP, LineKind.CONTACT, LineKind.INTERVENTION)


def goals(facts: ClaimFacts) -> str:
    """Return the plan's goals."""
    return lines(facts, LineKind.GOAL)


def injury(facts: ClaimFacts) -> str:
    """Return the injured part of the body and its side."""
    claim = facts.claim
    side = claim.get_side_display().lower() if claim.side and claim.side != "none" else ""
    return ", ".join(part for part in (claim.body_part, side) if part)


def last_surgery(facts: ClaimFacts) -> Detail | None:
    """Return the latest surgery that was not denied."""
    return next((one for one in reversed(facts.rows.surgeries) if one.denied_on is None), None)


def surgeon_number(facts: ClaimFacts) -> str:
    """Return the number of who does the latest surgery, empty when there is none."""
    last = last_surgery(facts)
    return last.surgeon_number if last else ""


def surgery(facts: ClaimFacts) -> str:
    """Return the latest surgery with its day."""
    last = last_surgery(facts)
    if last is None:
        return ""
    on = last.performed_on or last.scheduled_for
    verb = "done on" if last.performed_on else "on"
    return f"{last.procedure.capitalize()}{f', {verb} {day(on)}' if on else ', no day yet'}"


def opioid_clock(facts: ClaimFacts) -> str:
    """Return the next limit of the opioid clock; empty without an active opioid."""
    clock = claim_medication.clock_of(facts.rows, facts.limits, facts.today)
    wanted = [one for one in clock.limits if not one.is_met] if clock and clock.is_active else []
    if clock is None or not wanted:
        return ""
    first = min(wanted, key=lambda one: one.on)
    return f"Day {clock.day} after {clock.after}: {first.label.lower()} {first.words}, {day(first.on)}"


def frq(facts: ClaimFacts) -> str:
    """Return the result of the last answered FRQ and its day."""
    own = [one for one in facts.rows.frqs if one.outcome == FrqOutcome.ANSWERED and one.withdrawn_at is None]
    return f"{own[-1].get_result_display()}, {day(own[-1].asked_on)}" if own else ""


def trends(facts: ClaimFacts) -> list[tuple[str, str]]:
    """Return each scale's name with its last readings and their days."""
    found = by_scale(list(readings_of(facts.rows)))
    return [
        (
            name_of(name).capitalize() if name_of(name).islower() else name_of(name),
            ", ".join(
                f"{shown_number(one.value)} on {shown(one.on, facts.today)}" for one in own[-READINGS:]
            ),
        )
        for name, own in found.items()
    ]


def scales(facts: ClaimFacts) -> str:
    """Return the trend of every scale in one text."""
    return "; ".join(f"{name}: {words}" for name, words in trends(facts))


SAYS: dict[str, Callable[[ClaimFacts], str]] = {
    "today": lambda facts: day(facts.today),
    "cohe": lambda facts: facts.by.cohe.name,
    "coordinator": lambda facts: facts.by.person.name,
    "coordinator_email": lambda facts: facts.by.person.email,
    "claim": lambda facts: facts.claim.claim_number,
    "worker": lambda facts: facts.claim.worker_full_name,
    "employer": lambda facts: facts.claim.employer_name,
    "worker_phone": lambda facts: facts.claim.worker_phone,
    "worker_born": lambda facts: day(facts.claim.worker_dob) if facts.claim.worker_dob else "",
    "language": language,
    "injury_day": lambda facts: day(facts.claim.date_of_injury) if facts.claim.date_of_injury else "",
    "attending_provider": lambda facts: provider(facts, facts.claim.attending_provider_number),
    "claim_manager": lambda facts: facts.claim.claim_manager,
    "work_status": work_status,
    "last_apf": lambda facts: facts.work.apf,
    "job_papers": job_papers,
    "referrals": referrals,
    "next_steps": next_steps,
    "goals": goals,
    "injury": injury,
    "diagnosis": lambda facts: facts.claim.icd10,
    "surgery": surgery,
    "opioid_clock": opioid_clock,
    "frq": frq,
    "scales": scales,
}
