"""What is known of one claim on one day: the only place that leaves out what happened after it.

Pure. "Known on D" of triggers.md: received ROAs, APFs, fills, dates of a surgery (not the planned one),
notes, FRQs and records dated after the day are not known; planned days are known from the start.
"""

from datetime import date

from cohe.workdays import add_days, add_months
from coordination.facts import (
    Apf,
    Document,
    Facts,
    Fill,
    Frq,
    HandOver,
    Milestone,
    OhmsNote,
    Plan,
    PlanLine,
    Reading,
    Record,
    Referral,
    ServiceReport,
    Share,
    Stay,
    Surgery,
    Transfer,
)
from coordination.timeline import OFF_WORK, RESTRICTED, Timeline

OFF_THE_LIST = frozenset(("closed", "rejected"))


def service_start(facts: Facts) -> date:
    """Return the day the first year of treatment counts from: first visit, else injury, else appearing."""
    return facts.first_visit_date or facts.date_of_injury or facts.appeared


def service_end(facts: Facts) -> date:
    """Return the last day on which the claim can be on a list."""
    return add_months(service_start(facts), facts.policy.service_months)


def is_on_list(facts: Facts, day: date) -> bool:
    """Say whether the claim is on a coordinator's list on `day` (triggers.md "on list")."""
    if day < facts.appeared or day > service_end(facts):
        return False
    if facts.handed_over_on is not None and facts.handed_over_on <= day:
        return False
    ended = facts.claim_status in OFF_THE_LIST and (facts.status_date is None or facts.status_date <= day)
    return not ended


def has_left_lately(facts: Facts, day: date) -> bool:
    """Say whether the claim left its list, at most `after_exit_days` of the policy before `day`.

    It left on its first day off the list. Closed or rejected on an unknown day it never was on one.
    """
    if is_on_list(facts, day):
        return False
    left = left_list_on(facts)
    return facts.appeared < left <= day <= add_days(left, facts.policy.after_exit_days)


def left_list_on(facts: Facts) -> date:
    """Return the first day on which the claim is on no list any more, to come or past."""
    ends = [add_days(service_end(facts), 1)]
    if facts.claim_status in OFF_THE_LIST:
        ends.append(facts.status_date or facts.appeared)
    if facts.handed_over_on is not None:
        ends.append(facts.handed_over_on)
    return min(ends)


class Known:
    """One claim as the rules see it on `day`. Days are dates; None means not known or not so.

    `anchor` is where opioid rules count from, and set only where there are opioids.
    `off_since` and `restricted_since` are the first day of the spell that contains `day`; `lapsed_since` is
    that of the last known spell of restrictions when the status itself has become unknown.
    `plan` is the one in force that day, `plan_lines` are its lines, `active_plan` is it while it is active.
    `job_goal_on`: since when the plan has a job goal.
    """

    __slots__ = (
        "active_plan",
        "anchor",
        "apfs",
        "day",
        "documents",
        "facts",
        "frqs",
        "hand_overs",
        "job_goal_on",
        "lapsed_since",
        "last_activity",
        "last_employer_contact",
        "last_family_contact",
        "last_medication_note",
        "last_surgeon_note",
        "last_update_on",
        "last_worker_contact",
        "milestones",
        "off_since",
        "ohms_notes",
        "opioid_is_active",
        "opioids",
        "plan",
        "plan_lines",
        "policy",
        "readings",
        "records",
        "referrals",
        "restricted_since",
        "roa_received_date",
        "service_reports",
        "shares",
        "stays",
        "surgeries",
        "timeline",
        "transfers",
    )

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts = facts
        self.day = day
        self.policy = facts.policy
        received = facts.roa_received_date
        self.roa_received_date = received if received is not None and received <= day else None
        # Most claims have no rows of most kinds, and a quarter of a million are looked at each morning.
        self.apfs: tuple[Apf, ...] = facts.apfs and tuple([a for a in facts.apfs if a.exam_date <= day])
        self.frqs: tuple[Frq, ...] = facts.frqs and tuple([f for f in facts.frqs if f.asked_on <= day])
        self.records: tuple[Record, ...] = facts.records and tuple([r for r in facts.records if r.on <= day])
        self.referrals: tuple[Referral, ...] = ()
        if facts.referrals:
            seen = [_referral_on(one, day) for one in facts.referrals]
            self.referrals = tuple(
                [one for one in seen if any((one.suggested_on, one.ordered_on, one.ended_on))]
            )
        self.hand_overs: tuple[HandOver, ...] = ()
        if facts.hand_overs:
            sent = [h for h in facts.hand_overs if h.sent_on <= day]
            self.hand_overs = tuple([h._replace(ended_on=_past(h.ended_on, day)) for h in sent])
        self.transfers: tuple[Transfer, ...] = ()
        if facts.transfers:
            asked = [t for t in facts.transfers if t.asked_on <= day]
            self.transfers = tuple([t._replace(decided_on=_past(t.decided_on, day)) for t in asked])
        self.stays: tuple[Stay, ...] = ()
        if facts.stays:
            begun = [s for s in facts.stays if s.admitted_on <= day]
            self.stays = tuple([s._replace(discharged_on=_past(s.discharged_on, day)) for s in begun])
        self.readings: tuple[Reading, ...] = facts.readings and tuple(
            [r for r in facts.readings if r.on <= day]
        )
        self.surgeries: tuple[tuple[str, Surgery], ...] = ()
        if facts.surgeries:
            there = [s for s in facts.surgeries if _exists(s, day)]
            self.surgeries = tuple([(s.key, _surgery_on(s, day)) for s in there])
        self.milestones: tuple[Milestone, ...] = facts.milestones and tuple(
            [m._replace(met_on=_past(m.met_on, day)) for m in facts.milestones if m.planned_on <= day]
        )
        self.ohms_notes: tuple[OhmsNote, ...] = facts.ohms_notes and tuple(
            [n._replace(entered_on=_past(n.entered_on, day)) for n in facts.ohms_notes if n.signed_on <= day]
        )
        self.documents: tuple[Document, ...] = facts.documents and tuple(
            [
                d._replace(reviewed_on=_past(d.reviewed_on, day))
                for d in facts.documents
                if d.arrived_on <= day
            ]
        )
        self.shares: tuple[Share, ...] = facts.shares and tuple(
            [
                s._replace(followed_up_on=_past(s.followed_up_on, day))
                for s in facts.shares
                if s.shared_on <= day
            ]
        )
        self.opioids: tuple[Fill, ...] = ()
        self.opioid_is_active = False
        self.anchor: date | None = None
        if facts.fills:
            self._set_opioids()
        self._set_notes()
        self._set_spells()
        self.plan: Plan | None = None
        self.active_plan: Plan | None = None
        self.plan_lines: tuple[PlanLine, ...] = ()
        self.job_goal_on: date | None = None
        self.service_reports: tuple[ServiceReport, ...] = ()
        self.last_update_on: date | None = None
        if facts.plans:
            self._set_plan()

    def _set_opioids(self) -> None:
        day, grace = self.day, self.policy.opioid_grace_days
        self.opioids = tuple([f for f in self.facts.fills if f.filled_on <= day])
        self.opioid_is_active = any(day <= add_days(f.filled_on, f.days_supply + grace) for f in self.opioids)
        performed = [s.performed_on for _, s in self.surgeries if s.performed_on is not None]
        injury = self.facts.date_of_injury
        self.anchor = max([*performed, injury] if injury else performed, default=None)

    def _set_notes(self) -> None:
        self.last_activity: date | None = None
        self.last_worker_contact: date | None = None
        self.last_employer_contact: date | None = None
        self.last_family_contact: date | None = None
        self.last_medication_note: date | None = None
        self.last_surgeon_note: date | None = None
        for on, area, reached in self.facts.notes:
            if on > self.day:
                continue
            self.last_activity = _later(self.last_activity, on)
            if reached == "worker":
                self.last_worker_contact = _later(self.last_worker_contact, on)
            elif reached == "employer":
                self.last_employer_contact = _later(self.last_employer_contact, on)
            elif reached == "family":
                self.last_family_contact = _later(self.last_family_contact, on)
            elif reached == "surgeon":
                self.last_surgeon_note = _later(self.last_surgeon_note, on)
            if area == "medication":
                self.last_medication_note = _later(self.last_medication_note, on)

    def _set_spells(self) -> None:
        self.off_since: date | None = None
        self.restricted_since: date | None = None
        self.lapsed_since: date | None = None
        self.timeline: Timeline | None = None
        if not self.facts.work_statuses:
            return
        self.timeline = Timeline(self.facts.work_statuses, self.day, self.policy.status_grace_days)
        self.off_since = self.timeline.current_spell(OFF_WORK)
        self.restricted_since = self.timeline.current_spell(RESTRICTED)
        if self.restricted_since is None and self.timeline.status_on(self.day) is None:
            self.lapsed_since = self.timeline.last_known_spell(RESTRICTED)

    def _set_plan(self) -> None:
        day, facts = self.day, self.facts
        self.service_reports = tuple(
            [_report_on(r, day) for r in facts.service_reports if r.received_on <= day]
        )
        self.last_update_on = max([u.sent_on for u in facts.updates if u.sent_on <= day], default=None)
        self.plan = next((p for p in facts.plans if _is_in_force(p, day)), None)
        if self.plan is None:
            return
        if self.plan.activated_on is not None and self.plan.activated_on <= day:
            is_paused = self.plan.paused_on is not None and self.plan.paused_on <= day
            self.active_plan = None if is_paused else self.plan
        self.plan_lines = tuple([_line_on(one, day) for one in facts.plan_lines if one.set_on <= day])
        self.job_goal_on = min([one.set_on for one in self.plan_lines if one.is_job_goal], default=None)

    def off_since_on(self, day: date) -> date | None:
        """Return the first day of the off-work spell that contains an earlier `day`."""
        return None if self.timeline is None else self.timeline.spell_on(day, OFF_WORK)

    def positive_frqs(self) -> list[date]:
        """Return the days on which an FRQ was answered and came out positive, oldest first."""
        return sorted({one.asked_on for one in self.frqs if one.result == "positive"}) if self.frqs else []

    def last(self, kind: str, about: str | None = None) -> Record | None:
        """Return the latest record of a kind (about something, when asked), None when there is none."""
        found = [r for r in self.records if r.kind == kind and (about is None or r.about == about)]
        return max(found, key=_on) if found else None

    def last_on(self, kind: str, about: str | None = None) -> date | None:
        """Return the day of the latest record of a kind."""
        found = self.last(kind, about) if self.records else None
        return found.on if found else None

    def first_on(self, kind: str, about: str) -> date | None:
        """Return the day of the earliest record of a kind about something."""
        return min([r.on for r in self.records if r.kind == kind and r.about == about], default=None)

    def has(self, kind: str, about: str | None = None) -> bool:
        """Say whether there is a record of a kind."""
        return self.last_on(kind, about) is not None

    def has_since(self, kind: str, day: date) -> bool:
        """Say whether there is a record of a kind dated `day` or after."""
        last = self.last_on(kind)
        return last is not None and last >= day

    def considered(self, kind: str) -> bool:
        """Say whether a referral of a kind was ever suggested, ordered or ruled out."""
        return any(one.kind == kind for one in self.referrals)


def is_denied(surgery: Surgery) -> bool:
    """Say whether a surgery stands denied: an authorization after the denial lifts it."""
    if surgery.denied_on is None:
        return False
    return surgery.authorized_on is None or surgery.authorized_on <= surgery.denied_on


def _later(one: date | None, other: date) -> date:
    return other if one is None or other > one else one


def _on(record: Record) -> date:
    return record.on


def _exists(surgery: Surgery, day: date) -> bool:
    """A surgery is there from the earliest of its past dates, always when it has none."""
    dates = (surgery.requested_on, surgery.authorized_on, surgery.denied_on, surgery.performed_on)
    return min((d for d in dates if d is not None), default=day) <= day


def _surgery_on(surgery: Surgery, day: date) -> Surgery:
    return surgery._replace(
        requested_on=_past(surgery.requested_on, day),
        authorized_on=_past(surgery.authorized_on, day),
        denied_on=_past(surgery.denied_on, day),
        performed_on=_past(surgery.performed_on, day),
    )


def _is_in_force(plan: Plan, day: date) -> bool:
    return plan.made_on <= day and (plan.concluded_on is None or plan.concluded_on > day)


def _line_on(line: PlanLine, day: date) -> PlanLine:
    return line._replace(done_on=_past(line.done_on, day), no_change_on=_past(line.no_change_on, day))


def _report_on(report: ServiceReport, day: date) -> ServiceReport:
    return report._replace(passed_on=_past(report.passed_on, day), reviewed_on=_past(report.reviewed_on, day))


def _referral_on(one: Referral, day: date) -> Referral:
    """Every day of a referral but the planned one of its visit is known only once it has come."""
    return one._replace(
        suggested_on=_past(one.suggested_on, day),
        ordered_on=_past(one.ordered_on, day),
        sent_on=_past(one.sent_on, day),
        missed_on=_past(one.missed_on, day),
        barrier_on=_past(one.barrier_on, day),
        engaged_on=_past(one.engaged_on, day),
        report_on=_past(one.report_on, day),
        passed_on=_past(one.passed_on, day),
        reviewed_on=_past(one.reviewed_on, day),
        ended_on=_past(one.ended_on, day),
    )


def _past(on: date | None, day: date) -> date | None:
    return on if on is not None and on <= day else None
