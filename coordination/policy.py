"""Every number the worklist's rules go by: L&I or a COHE may change any of them from a day on.

Pure. The values in force for a COHE on a day are dated rows; `Policy.from_values` puts them in the place of
the defaults. A rule names the number it needs (`policy.frq_due_day`) and never asks which version is valid.
"""

from dataclasses import dataclass
from typing import Any

from cohe.numbers import OURS, PUBLIC, DatedNumbers
from cohe.numbers import number as _number


def _days(default: int, rules: str, words: str, source: str = OURS) -> Any:
    return _number(default, "days", rules, words, source)


def _bd(default: int, rules: str, words: str, source: str = OURS) -> Any:
    return _number(default, "business days", rules, words, source)


def _day(default: int, rules: str, words: str, source: str = OURS) -> Any:
    return _number(default, "day of the spell", rules, words, source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(DatedNumbers):
    """The numbers in force for one COHE on one day; each default is that of triggers.md."""

    # Terms
    service_months: int = _number(
        12, "months", "T40", "a claim stays on the list after the first visit", PUBLIC
    )
    status_grace_days: int = _days(3, "T05 T09 T10", "a work status holds after its last day")
    opioid_grace_days: int = _days(
        7, "T20 T21 T22 T23", "an opioid stays active after its supply has run out"
    )

    after_exit_days: int = _days(
        60, "T28 T47", "after a claim left the list some work on it is still asked for"
    )

    # Monitoring
    new_worker_bd: int = _bd(1, "T01", "to review a claim that appeared on a closed day")
    first_activity_warn_bd: int = _bd(5, "T02", "without activity before the item opens")
    first_activity_bd: int = _bd(10, "T02", "from appearing to the first activity", PUBLIC)
    contact_days_high: int = _days(7, "T05", "between contacts with a worker off work, tier high")
    contact_days_standard: int = _days(14, "T05", "between contacts with a worker off work, tier standard")
    contact_days_low: int = _days(21, "T05", "between contacts with a worker off work, tier low")
    narrative_days: int = _days(60, "T35", "of care for each narrative report", PUBLIC)
    consultation_days: int = _days(
        120, "T36", "of care without surgery before a consultation is owed", PUBLIC
    )
    closing_review_lead_months: int = _number(1, "months", "T40", "before the end of the service window")
    closing_review_lead_days: int = _days(
        7, "T40", "from the review being due to the end of the service window"
    )
    work_history_days: int = _days(14, "T42", "from appearing to the work history")

    # Plan
    plan_contact_days: int = _days(14, "", "between contacts with the worker in a new plan")
    plan_lead_days: int = _days(3, "T04", "before a goal, step or contact of the plan is due")
    update_days: int = _days(28, "T06", "between updates to employer or committee", PUBLIC)
    update_lead_days: int = _days(5, "T06", "before such an update is due")
    update_news_bd: int = _bd(2, "T06", "from an APF or a new work status to an update")
    plan_slow_bd: int = _bd(
        2, "T48", "from the expected day passing to asking the attending provider for more"
    )
    report_review_bd: int = _bd(2, "T49", "from a report to passing it on and reviewing it")

    # Best practice
    roa_bd: int = _bd(2, "T07", "from the first visit to the ROA", PUBLIC)
    roa_legal_days: int = _days(5, "T07", "from the first visit to the legal limit of the ROA", PUBLIC)
    roa_incomplete_bd: int = _bd(1, "T08", "to have an incomplete ROA put right")
    apf_missing_bd: int = _bd(2, "T09", "from the first visit to the first APF", PUBLIC)
    apf_last_day_days: int = _days(
        84, "T09", "from the first visit to the last day for the first APF", PUBLIC
    )
    apf_max_age_days: int = _days(30, "T10", "an APF without a last day of its own counts")
    apf_lead_days: int = _days(3, "T10", "before an APF ends")

    # Return to work
    employer_contact_bd: int = _bd(5, "T11", "to speak with the employer about restrictions")
    job_paper_chase_days: int = _days(7, "", "without an answer before a job paper is chased")
    job_paper_second_chase_days: int = _days(14, "", "without an answer before it is chased again")
    apf_first_limit: int = _number(6, "forms", "", "APFs L&I pays in the first window of care", PUBLIC)
    apf_limit: int = _number(4, "forms", "", "APFs L&I pays in each later window", PUBLIC)
    apf_window_days: int = _days(60, "", "of each window in which APFs are counted", PUBLIC)
    off_work_first_day: int = _day(60, "T34", "first risk day of a spell off work")
    off_work_second_day: int = _day(84, "T34", "second risk day of a spell off work", PUBLIC)
    off_work_third_day: int = _day(180, "T34", "third risk day of a spell off work")
    off_work_fourth_day: int = _day(365, "T34", "fourth risk day of a spell off work")

    # Barriers
    frq_opens_day: int = _day(10, "T12", "the FRQ may be offered from")
    frq_due_day: int = _day(28, "T12", "the FRQ is due", PUBLIC)
    frq_last_day: int = _day(58, "T12", "the FRQ can still change the outcome until", PUBLIC)
    frq_told_bd: int = _bd(1, "T14", "to tell the attending provider of a positive FRQ")
    fri_days: int = _days(14, "T15", "from telling the attending provider to an intervention")
    scale_days: int = _days(14, "T16", "between pain or function readings while off work")
    progress_days: int = _days(14, "T17", "at least between two readings that are compared")
    progress_percent: int = _number(30, "percent", "T17", "better than before is meaningful improvement")
    worse_percent: int = _number(10, "percent", "T17", "worse than the reading before is worse")
    progress_alert_bd: int = _bd(1, "T17", "to alert the attending provider to no progress")
    pgap_days: int = _days(29, "T37", "from the injury to suggesting PGAP", PUBLIC)
    simp_days: int = _days(91, "T39", "from the injury to suggesting SIMP", PUBLIC)

    # Medication
    opioid_subacute_warn: int = _days(
        35, "T20", "from injury or surgery until the subacute form is asked for"
    )
    opioid_subacute_days: int = _days(42, "T20", "from injury or surgery to the subacute form", PUBLIC)
    opioid_chronic_warn: int = _days(
        77, "T20 T21", "from injury or surgery until chronic approval is asked for"
    )
    opioid_chronic_days: int = _days(84, "T21", "from injury or surgery to chronic approval", PUBLIC)
    opioid_renewal_days: int = _days(90, "T22", "a chronic approval lasts", PUBLIC)
    opioid_renewal_lead_days: int = _days(14, "T22", "before a chronic approval ends")
    opioid_agreement_after_days: int = _days(
        84, "T23", "from injury or surgery to a treatment agreement", PUBLIC
    )
    opioid_agreement_days: int = _days(365, "T23", "a treatment agreement lasts", PUBLIC)
    opioid_agreement_lead_days: int = _days(14, "T23", "before a treatment agreement ends")
    opioid_agreement_bd: int = _bd(5, "T23", "to a new agreement after another prescriber's fill")
    opioid_med_limit: int = _number(
        120, "mg a day", "T24", "morphine equivalent without a pain consultation", PUBLIC
    )
    opioid_dose_bd: int = _bd(1, "T24", "to act on a dose above the limit")
    opioid_first_supply: int = _days(7, "T25", "of supply in a first opioid fill", PUBLIC)
    opioid_first_supply_bd: int = _bd(2, "T25", "to ask about a long first supply")
    opioid_first_supply_window_days: int = _days(30, "T25", "after the first fill in which it is asked about")

    # Community
    resource_follow_up_days: int = _days(14, "T41", "from sharing a resource in the plan to following it up")
    resource_stale_days: int = _days(180, "", "after which an entry of the directory is to be verified")

    # Transitions
    no_attending_bd: int = _bd(
        3, "T26", "from the first visit to an attending provider outside the emergency room"
    )
    transfer_days: int = _days(7, "T27", "from asking for a transfer of care to its decision")
    hospital_family_day: int = _number(8, "day of the spell", "T45", "in hospital the family is called from")
    hospital_family_days: int = _days(7, "T45", "between calls to the family of a worker in hospital")
    hand_over_bd: int = _bd(2, "T28", "from sending a hand-over to the receiver's answer")

    # Surgery
    surgery_request_days: int = _days(7, "T29", "from a request to its decision")
    surgery_warn_days: int = _days(14, "T30", "from authorization until the date is asked about")
    surgery_timely_days: int = _days(21, "T30", "from authorization to the surgery", PUBLIC)
    preop_warn_days: int = _days(14, "T31", "before the surgery the plan is asked about")
    preop_days: int = _days(7, "T31", "before the surgery the release-to-work plan is due")
    postop_days: int = _days(7, "T32", "from the surgery to an APF")
    postop_window_days: int = _days(90, "T32", "after the surgery in which an APF is asked about")
    milestone_missed_days: int = _days(1, "T33", "after a missed milestone the surgeon is to be told")
    surgery_emergent_days: int = _days(
        11, "", "from the injury to a surgery that counts as emergent: no 21-day and no pre-op check", PUBLIC
    )

    # Referrals
    referral_schedule_days: int = _days(3, "T18", "from the order to a day for the visit")
    referral_engage_days: int = _days(
        14, "T43", "from sending, without a visit, until one asks for the start"
    )
    referral_report_days: int = _days(7, "T19", "from the visit to its report")
    referral_review_bd: int = _bd(2, "T44", "to pass a report on and review it with the worker")
    document_review_bd: int = _bd(2, "T46", "from a chart note or report arriving to its review")
    referral_silent_days: int = _days(14, "", "without a step before a referral counts as silent")
    referral_share_hours: int = _number(72, "hours", "", "from the order within which scheduling is timely")
    referral_weekends: int = _number(1, "yes or no", "", "1: hours of weekends count toward scheduling")
    work_rehab_days: int = _days(60, "T38", "from the injury to suggesting work rehabilitation", PUBLIC)
    work_rehab_due_days: int = _days(7, "T38", "to suggest work rehabilitation once it may be")
    pgap_weeks: int = _number(10, "sessions", "", "of PGAP, one a week", PUBLIC)
    simp_treatment_days: int = _days(20, "", "treatment days of SIMP", PUBLIC)
    behavioral_sessions: int = _number(16, "sessions", "", "of behavioral health", PUBLIC)

    # Time
    ohms_asked: int = _number(
        1, "yes or no", "T47", "1: the worklist asks for notes that are not yet entered in OHMS"
    )
    ohms_entry_bd: int = _bd(1, "T47", "from signing a note to entering it in OHMS")
    billing_late_days: int = _days(365, "", "after an activity in which it may be billed")

    # The desk
    snooze_free_days: int = _days(7, "", "an item may sleep without a reason")
    snooze_most_days: int = _days(90, "", "an item may sleep at most")
    slip_silent_days: int = _days(14, "", "without a step before a referral counts as silent")
    call_tries: int = _number(3, "cases", "", "calls without reaching the worker before other ways are tried")
    assistant_standard_claims: int = _number(
        1, "yes or no", "", "an Assistant may be given claims of the standard tier, not only of the low one"
    )
    assistant_high_items: int = _number(
        1, "yes or no", "", "an Assistant may be given a single item or task on a claim of the high tier"
    )
