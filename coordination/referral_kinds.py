"""The kinds of referral: who may order each, who authorizes it, what is expected of it (domain.md 8).

Pure. An HSC suggests, reminds and tracks; clinical orders are the attending provider's, authorization is the
claim manager's. A kind not allowed to somebody is refused with the sentence that is shown.
"""

from dataclasses import dataclass
from datetime import date

from cohe.wording import Worded


class OrderRefused(ValueError):
    """An order or a sending that the kind does not allow; the text is a sentence a person can act on.

    `field` names what stands against it in the form, where that is one thing.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ReferralKind(Worded):
    """What a worker is referred to."""

    STAY_AT_WORK = "stay-at-work", "Stay at Work"
    RISK_MANAGEMENT = "risk-management", "Risk Management"
    EARLY_RETURN_TO_WORK = "early-return-to-work", "Early Return to Work"
    VRC = "vrc", "VRC services"
    PGAP = "pgap", "PGAP"
    THERAPY = "therapy", "Physical or occupational therapy"
    WORK_REHABILITATION = "work-rehabilitation", "Work rehabilitation"
    SIMP = "simp", "SIMP"
    BEHAVIORAL_HEALTH = "behavioral-health", "Behavioral health"
    CONSULTATION = "consultation", "Consultation"
    PREFERRED_WORKER = "preferred-worker", "Preferred Worker"
    COMMUNITY = "community", "Community service"
    OTHER = "other", "Other referral"


class Orderer(Worded):
    """Who ordered a referral."""

    ATTENDING_PROVIDER = "attending-provider", "Attending provider"
    OTHER_PROVIDER = "other-provider", "Another provider"
    CLAIM_MANAGER = "claim-manager", "Claim manager"
    EMPLOYER = "employer", "Employer"
    VRC = "vrc", "VRC"
    WORKER = "worker", "Worker"
    HSC = "hsc", "HSC"


class Authorization(Worded):
    """Where the claim manager's authorization stands."""

    NOT_NEEDED = "not-needed", "Not needed"
    PENDING = "pending", "Asked, pending"
    APPROVED = "approved", "Approved"
    DENIED = "denied", "Denied"


class Authorizes(Worded):
    """Whether a kind waits for the claim manager."""

    NOBODY = "nobody", "Nobody"
    MAY = "may", "The claim manager, where asked"
    MUST = "must", "The claim manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What holds for one kind.

    `has_visit`: it is scheduled; without one, being sent is as far as it can be scheduled. `expects_report`:
    somebody writes a report that is passed on and reviewed. `stages` are states of this kind alone, `uses`
    what of it is counted (`referral_uses`).
    """

    kind: ReferralKind
    about: str
    orderers: tuple[Orderer, ...]
    expects: str
    authorizes: Authorizes = Authorizes.NOBODY
    has_visit: bool = True
    expects_report: bool = True
    services: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def who_orders(self) -> str:
        """Return who may order this kind, in words."""
        if len(self.orderers) == len(Orderer):
            return "anybody"
        return (
            " or ".join(one.label.lower() for one in self.orderers)
            .replace("hsc", "HSC")
            .replace("vrc", "VRC")
        )

    @property
    def is_the_aps(self) -> bool:
        """Say whether nobody but the attending provider refers to it."""
        return self.orderers == (Orderer.ATTENDING_PROVIDER,)


_O = Orderer
_CLINICAL = (_O.ATTENDING_PROVIDER, _O.OTHER_PROVIDER)
_TARGETS = (
    Target(
        kind=ReferralKind.STAY_AT_WORK,
        about="Half of the base wage of approved light work, and tools, training and clothing, paid by L&I.",
        orderers=(_O.EMPLOYER, _O.HSC, _O.CLAIM_MANAGER),
        expects="The attending provider approves the light work; the employer applies within a year.",
        has_visit=False,
        expects_report=False,
        stages=(
            "Employer contacted", "Job description sent", "AP approved", "AP disapproved", "Offered",
            "Working", "Applied", "Paid", "Not eligible",
        ),
        outcomes=("Paid", "Not eligible", "Not used"),
        uses=("wages", "tools", "training", "clothing"),
    ),
    Target(
        kind=ReferralKind.RISK_MANAGEMENT,
        about="L&I's risk managers help the employer bring the worker back.",
        orderers=(_O.HSC, _O.CLAIM_MANAGER),
        expects="Sent through OHMS; the risk manager accepts it and contacts the employer.",
        has_visit=False,
        expects_report=False,
        stages=("Accepted", "Contact made"),
        outcomes=("Closed with a job", "Closed without a job"),
    ),
    Target(
        kind=ReferralKind.EARLY_RETURN_TO_WORK,
        about="L&I's consultants find light work at the employer and write job descriptions.",
        orderers=(_O.EMPLOYER, _O.CLAIM_MANAGER),
        expects="A visit to the workplace, as early as possible.",
        expects_report=False,
        outcomes=("Job found", "No job found"),
    ),
    Target(
        kind=ReferralKind.VRC,
        about="Vocational services: the claim manager assigns the VRC, the HSC coordinates.",
        orderers=(_O.CLAIM_MANAGER,),
        expects="The VRC's report on the service assigned.",
        services=(
            "Early intervention", "Ability-to-work assessment", "Plan development", "Plan monitoring",
            "Forensic", "Stand-alone job analysis",
        ),
        outcomes=("Able to work", "Plan developed", "Returned to work", "Closed"),
    ),
    Target(
        kind=ReferralKind.PGAP,
        about="Activity coaching, one hour a week for up to ten weeks. The attending provider must refer.",
        orderers=(_O.ATTENDING_PROVIDER,),
        authorizes=Authorizes.MAY,
        expects="F245-413-000 by the attending provider; a weekly session; a report at the end.",
        stages=("AP agreed", "Evaluated", "Under way"),
        outcomes=("Completed", "Dropped"),
        uses=("sessions",),
    ),
    Target(
        kind=ReferralKind.THERAPY,
        about="Physical or occupational therapy.",
        orderers=_CLINICAL,
        authorizes=Authorizes.MAY,
        expects="A first visit, and a progress report.",
        outcomes=("Goals met", "Discharged", "Stopped"),
        uses=("sessions",),
    ),
    Target(
        kind=ReferralKind.WORK_REHABILITATION,
        about="Work conditioning or hardening toward a job goal. The attending provider must refer.",
        orderers=(_O.ATTENDING_PROVIDER,),
        authorizes=Authorizes.MAY,
        expects="Two months of recovery, a job goal with its description, 2 h a day on 3 to 5 days a week.",
        services=("WR-C, 2 to 4 h a day", "WR-H, 2 to 8 h a day"),
        stages=("Accepted", "Care conference held"),
        outcomes=("Job goal reached", "Stopped"),
        uses=("hours",),
    ),
    Target(
        kind=ReferralKind.SIMP,
        about="Structured intensive multidisciplinary program. The attending provider refers, the claim "
        "manager authorizes; others only recommend.",
        orderers=(_O.ATTENDING_PROVIDER,),
        authorizes=Authorizes.MUST,
        expects="One evaluation; then up to 20 treatment days, and follow-up.",
        stages=("Evaluation authorized", "Meets criteria", "Does not meet", "Treatment", "Follow-up"),
        outcomes=("Completed", "Does not meet criteria", "Stopped"),
        uses=("days",),
    ),
    Target(
        kind=ReferralKind.BEHAVIORAL_HEALTH,
        about="Short counseling for what stands in the way of recovery. Needs no authorization.",
        orderers=_CLINICAL,
        expects="About 16 sessions; a report.",
        outcomes=("Done", "Stopped"),
        uses=("sessions",),
    ),
    Target(
        kind=ReferralKind.CONSULTATION,
        about="A second opinion. Needs no authorization; the claim manager is told.",
        orderers=_CLINICAL,
        expects="One visit and the consultant's report.",
        outcomes=("Seen",),
    ),
    Target(
        kind=ReferralKind.PREFERRED_WORKER,
        about="Incentives for who hires a worker with permanent restrictions (F280-060-000).",
        orderers=(_O.VRC, _O.WORKER),
        expects="Certification by L&I.",
        has_visit=False,
        expects_report=False,
        stages=("Asked",),
        outcomes=("Certified", "Not certified"),
    ),
    Target(
        kind=ReferralKind.COMMUNITY,
        about="Food, transport, housing and the like.",
        orderers=(_O.HSC, _O.WORKER),
        expects="The worker says whether it was used.",
        expects_report=False,
        outcomes=("Used", "Not used"),
    ),
    Target(
        kind=ReferralKind.OTHER,
        about="Anything else, with what it is for in your words.",
        orderers=tuple(Orderer),
        authorizes=Authorizes.MAY,
        expects="As agreed.",
    ),
)  # fmt: skip
TARGETS: dict[str, Target] = {one.kind.value: one for one in _TARGETS}
# Nobody but the attending provider refers to these: by name, with the day (domain.md 8 "General rule").
AP_KINDS = tuple(one.kind for one in _TARGETS if one.is_the_aps)


def check_order(kind: str, *, orderer: str, ordered_by: str, ordered_on: date | None, today: date) -> None:
    """Refuse an order that the kind does not allow: by the wrong person, unnamed, undated, or after `today`.

    An HSC suggests what is not hers to order.
    """
    target = TARGETS[kind]
    allowed = orderer in target.orderers
    if not allowed and target.is_the_aps:
        raise OrderRefused(
            f"{target.kind.label} is referred by the attending provider: suggest it, and record the order "
            "with the provider's name once it is given.",
            "orderer",
        )
    if not allowed:
        sentence = f"{target.kind.label} is ordered by {target.who_orders}: suggest it instead."
        raise OrderRefused(sentence, "orderer")
    if ordered_on is None:
        raise OrderRefused(f"Say on which day {target.kind.label} was ordered.", "on")
    if ordered_on > today:
        sentence = f"{ordered_on:%-d %b %Y} is after today: an order is recorded once it is given."
        raise OrderRefused(sentence, "on")
    if orderer != Orderer.HSC and not ordered_by.strip():
        who = Orderer(orderer).label.lower().replace("vrc", "VRC")
        raise OrderRefused(f"Name the {who} who ordered {target.kind.label}.", "name")


def check_authorization(kind: str) -> None:
    """Refuse to ask for an authorization that the kind does not have."""
    target = TARGETS[kind]
    if target.authorizes == Authorizes.NOBODY:
        raise OrderRefused(f"{target.kind.label} needs no authorization: send it.")


def check_approval(kind: str, authorized_by: str) -> None:
    """Refuse an authorization by nobody where the kind waits for the claim manager's."""
    target = TARGETS[kind]
    if target.authorizes == Authorizes.MUST and not authorized_by.strip():
        raise OrderRefused(f"Name the claim manager who authorized {target.kind.label}.", "name")


def check_send(kind: str, authorization: str) -> None:
    """Refuse to send what waits for the claim manager, or was denied."""
    target = TARGETS[kind]
    if authorization == Authorization.DENIED:
        raise OrderRefused(
            f"The authorization of {target.kind.label} was denied: record an approval, or end it."
        )
    if target.authorizes == Authorizes.MUST and authorization != Authorization.APPROVED:
        raise OrderRefused(
            f"{target.kind.label} is sent once the claim manager has authorized it: record the authorization "
            "first."
        )
    if authorization == Authorization.PENDING:
        raise OrderRefused(f"The authorization of {target.kind.label} is pending: record it first.")
