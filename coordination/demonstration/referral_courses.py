"""Referrals of the demonstration, told by days before today: open, late, over, and those of the showpiece."""

from typing import Any, NamedTuple

from coordination.referral_kinds import ReferralKind as K
from coordination.referral_steps import Barrier, Exit
from coordination.referral_steps import Step as S

# A step, how many days ago, and what was said with it; `visit` is in days ago too, below zero to come.
Told = tuple[S, int, dict[str, Any]]


class Course(NamedTuple):
    """One referral: its kind, what for, to whom, its steps. `uses`: what, days ago, quantity, dollars."""

    kind: K
    subject: str
    recipient: str
    steps: tuple[Told, ...]
    service: str = ""
    uses: tuple[tuple[str, int, str, str], ...] = ()


AP: dict[str, Any] = {"orderer": "attending-provider"}
CM: dict[str, Any] = {"orderer": "claim-manager"}
EMPLOYER: dict[str, Any] = {"orderer": "employer", "name": "the personnel office"}
HSC: dict[str, Any] = {"orderer": "hsc"}
RECORDS: dict[str, Any] = {"with_records": True}
THERAPY, PAIN, COACH = "Alder Street Physical Therapy", "Cascade Pain Center", "Sound Activity Coaching"

OPEN = (
    Course(K.PGAP, "Not back at usual activities", "", ((S.SUGGEST, 6, {}),)),
    Course(
        K.THERAPY,
        "Twice a week",
        THERAPY,
        (
            (S.SUGGEST, 9, {}),
            (S.ORDER, 7, AP),
            (S.SEND, 7, RECORDS),
            (S.SCHEDULE, 5, {"visit": -4}),
        ),
    ),
    Course(K.CONSULTATION, "Second opinion", "Harbor Spine Clinic", ((S.ORDER, 1, AP),)),
    Course(
        K.SIMP,
        "Pain for more than three months",
        PAIN,
        ((S.SUGGEST, 20, {}), (S.ORDER, 2, AP), (S.ASK, 1, {})),
    ),
    Course(
        K.BEHAVIORAL_HEALTH,
        "Fear of movement",
        "Evergreen Counseling",
        (
            (S.ORDER, 24, AP),
            (S.SEND, 24, RECORDS),
            (S.SCHEDULE, 22, {"visit": 8}),
            (S.MISS, 7, {"barrier": Barrier.TRANSPORT, "remark": "The bus does not run before nine."}),
            (S.SCHEDULE, 6, {"visit": -3}),
        ),
    ),
    Course(
        K.CONSULTATION,
        "Surgery or not",
        "Harbor Spine Clinic",
        ((S.ORDER, 30, AP), (S.SEND, 29, RECORDS), (S.SCHEDULE, 27, {"visit": 3}), (S.ENGAGE, 3, {})),
    ),
    Course(
        K.STAY_AT_WORK,
        "Light work in the tool room",
        "",
        (
            (S.SUGGEST, 40, {}),
            (S.ORDER, 35, EMPLOYER),
            (S.STAGE, 34, {"stage": "Job description sent"}),
            (S.SEND, 33, {"recipient": "L&I Stay at Work"}),
            (S.STAGE, 30, {"stage": "AP approved"}),
            (S.ENGAGE, 28, {}),
            (S.STAGE, 28, {"stage": "Working"}),
        ),
        uses=(("wages", 28, "10", "1240.00"), ("clothing", 27, "0", "180.00")),
    ),
    Course(
        K.RISK_MANAGEMENT,
        "Employer without light work",
        "L&I Risk Management",
        ((S.ORDER, 10, HSC), (S.SEND, 10, {}), (S.STAGE, 6, {"stage": "Accepted"})),
    ),
    Course(
        K.EARLY_RETURN_TO_WORK,
        "Job description for light work",
        "L&I Early Return to Work",
        ((S.SUGGEST, 12, {}), (S.ORDER, 8, CM), (S.SEND, 7, {}), (S.SCHEDULE, 6, {"visit": -2})),
    ),
    Course(
        K.VRC,
        "",
        "Rainier Vocational",
        ((S.ORDER, 9, CM), (S.SEND, 9, {}), (S.SCHEDULE, 7, {"visit": -1})),
        service="Early intervention",
    ),
    Course(
        K.WORK_REHABILITATION,
        "Back to the old job",
        "Cascade Work Rehabilitation",
        (
            (S.SUGGEST, 30, {}),
            (S.ORDER, 12, AP),
            (S.ASK, 11, {}),
            (S.APPROVE, 8, {}),
            (S.SEND, 8, RECORDS),
            (S.SCHEDULE, 7, {"visit": 4}),
            (S.ENGAGE, 4, {}),
            (S.STAGE, 4, {"stage": "Accepted"}),
        ),
        service="WR-C, 2 to 4 h a day",
        uses=(("hours", 4, "2.5", "0"), ("hours", 2, "3", "0")),
    ),
    Course(
        K.COMMUNITY,
        "Rides to therapy",
        "County ride service",
        ((S.ORDER, 6, HSC), (S.SEND, 6, {}), (S.SCHEDULE, 5, {"visit": -1})),
    ),
)
LATE = (
    Course(K.THERAPY, "Shoulder", THERAPY, ((S.SUGGEST, 9, {}), (S.ORDER, 6, AP), (S.SEND, 5, RECORDS))),
    Course(
        K.THERAPY,
        "Knee, twice a week",
        THERAPY,
        ((S.ORDER, 14, AP), (S.SEND, 13, RECORDS), (S.SCHEDULE, 12, {"visit": 3})),
    ),
    Course(
        K.CONSULTATION,
        "Second opinion",
        "Harbor Spine Clinic",
        ((S.ORDER, 28, AP), (S.SEND, 27, RECORDS), (S.SCHEDULE, 25, {"visit": 10}), (S.ENGAGE, 10, {})),
    ),
    Course(
        K.BEHAVIORAL_HEALTH,
        "",
        "Evergreen Counseling",
        (
            (S.ORDER, 45, AP),
            (S.SEND, 44, {}),
            (S.SCHEDULE, 40, {"visit": 30}),
            (S.ENGAGE, 30, {}),
            (S.REPORT, 6, {}),
            (S.PASS_ON, 5, {}),
        ),
    ),
)
OVER = (
    Course(
        K.THERAPY,
        "Twice a week",
        THERAPY,
        (
            (S.SUGGEST, 42, {}),
            (S.ORDER, 40, AP),
            (S.SEND, 40, RECORDS),
            (S.SCHEDULE, 38, {"visit": 33}),
            (S.ENGAGE, 33, {}),
            (S.FETCH, 30, {}),
            (S.REPORT, 8, {}),
            (S.PASS_ON, 7, {}),
            (S.REVIEW, 5, {}),
            (S.COMPLETE, 4, {"outcome": "Goals met"}),
        ),
    ),
    Course(
        K.CONSULTATION,
        "Second opinion",
        "Harbor Spine Clinic",
        (
            (S.ORDER, 30, AP),
            (S.SEND, 30, RECORDS),
            (S.SCHEDULE, 25, {"visit": 18}),
            (S.MOVE, 19, {"visit": 12}),
            (S.ENGAGE, 12, {}),
            (S.REPORT, 8, {}),
            (S.PASS_ON, 7, {}),
            (S.REVIEW, 6, {}),
            (S.COMPLETE, 6, {"outcome": "Seen"}),
        ),
    ),
    Course(
        K.COMMUNITY,
        "Food",
        "Tri-county food bank",
        (
            (S.ORDER, 14, HSC),
            (S.SEND, 14, {}),
            (S.ENGAGE, 9, {}),
            (S.COMPLETE, 5, {"outcome": "Used"}),
        ),
    ),
    Course(
        K.PGAP,
        "",
        COACH,
        (
            (S.SUGGEST, 30, {}),
            (S.ORDER, 20, AP),
            (S.SEND, 20, {}),
            (S.MISS, 6, {"barrier": Barrier.UNWILLING}),
            (S.END, 5, {"ended_as": Exit.DECLINED, "remark": "Wants to go back to work at once."}),
        ),
    ),
    Course(
        K.BEHAVIORAL_HEALTH,
        "",
        "Evergreen Counseling",
        (
            (S.ORDER, 25, AP),
            (S.SEND, 24, {}),
            (S.MISS, 10, {"barrier": Barrier.LANGUAGE}),
            (S.END, 8, {"ended_as": Exit.REFUSED, "remark": "No counselor who speaks Mixteco."}),
        ),
    ),
    Course(
        K.SIMP,
        "",
        PAIN,
        (
            (S.SUGGEST, 40, {}),
            (S.ORDER, 30, AP),
            (S.ASK, 29, {}),
            (S.DENY, 12, {"remark": "Not three months of conservative care."}),
            (S.END, 10, {"ended_as": Exit.DENIED, "remark": "Denied; therapy goes on."}),
        ),
    ),
    Course(
        K.THERAPY,
        "Hand",
        THERAPY,
        (
            (S.ORDER, 20, AP),
            (S.END, 15, {"ended_as": Exit.WITHDRAWN, "remark": "Full duty before the first visit."}),
        ),
    ),
    Course(
        K.PREFERRED_WORKER,
        "Permanent restrictions",
        "L&I",
        (
            (S.SUGGEST, 60, {}),
            (S.END, 20, {"ended_as": Exit.EXPIRED, "remark": "Nobody asked for it."}),
        ),
    ),
    Course(K.PGAP, "", "", ((S.RULE_OUT, 12, {"remark": "Back at usual hours since last week."}),)),
)
SHOWPIECE = (
    Course(
        K.THERAPY,
        "Low back, after the discectomy",
        THERAPY,
        (
            (S.SUGGEST, 26, {}),
            (S.ORDER, 24, AP),
            (S.SEND, 23, RECORDS),
            (S.SCHEDULE, 20, {"visit": 4}),
        ),
    ),
    Course(K.PGAP, "", COACH, ((S.SUGGEST, 34, {"remark": "The provider agrees."}),)),
    Course(
        K.CONSULTATION,
        "Second opinion before the fusion",
        "Harbor Spine Clinic",
        (
            (S.ORDER, 40, AP),
            (S.SEND, 39, RECORDS),
            (S.SCHEDULE, 37, {"visit": 25}),
            (S.ENGAGE, 25, {}),
            (S.FETCH, 24, {}),
            (S.REPORT, 20, {}),
            (S.PASS_ON, 19, {}),
            (S.REVIEW, 18, {}),
            (S.COMPLETE, 18, {"outcome": "Seen"}),
        ),
    ),
    Course(
        K.COMMUNITY,
        "Rides to the clinic",
        "County ride service",
        (
            (S.ORDER, 23, HSC),
            (S.SEND, 23, {}),
            (S.SCHEDULE, 22, {"visit": 12}),
            (S.ENGAGE, 12, {}),
            (S.COMPLETE, 10, {"outcome": "Used"}),
        ),
    ),
    Course(
        K.STAY_AT_WORK,
        "Light work in the office",
        "",
        (
            (S.ORDER, 88, EMPLOYER),
            (S.STAGE, 86, {"stage": "AP approved"}),
            (S.SEND, 85, {"recipient": "L&I Stay at Work"}),
            (S.ENGAGE, 83, {}),
            (S.END, 69, {"ended_as": Exit.EXPIRED, "remark": "Off work again; the light work failed."}),
        ),
        uses=(("wages", 83, "9.5", "1180.00"),),
    ),
    Course(K.SIMP, "", "", ((S.RULE_OUT, 20, {"remark": "Surgery comes first."}),)),
)
