"""The words of transitions of care, and the checklists of what has to happen in each. Pure."""

from typing import NamedTuple

from cohe.wording import Worded


class AskedBy(Worded):
    """Who asked for another attending provider."""

    WORKER = "worker", "Worker"
    ATTENDING_PROVIDER = "attending-provider", "Attending provider"
    CLAIM_MANAGER = "claim-manager", "Claim manager"
    OTHER = "other", "Somebody else"


class Decision(Worded):
    """What L&I decided on a transfer of care."""

    APPROVED = "approved", "Approved"
    DENIED = "denied", "Denied"


class Change(Worded):
    """Between whom a worker changes hands (domain.md 9, 10.2)."""

    EMERGENCY = "emergency-to-ap", "Emergency department to attending provider"
    TO_SURGEON = "to-surgeon", "To the surgeon"
    FROM_SURGEON = "from-surgeon", "From the surgeon to the next provider"
    HSC = "hsc-to-hsc", "One HSC to another"
    HOSPITAL = "hospital-to-home", "Hospital to home"


class Step(NamedTuple):
    """One thing of a checklist: the word it is stored by, and what a person reads."""

    slug: str
    words: str


# A step is never renamed: its slug is in the rows. A new one goes to the end.
CHECKLISTS: dict[str, tuple[Step, ...]] = {
    Change.EMERGENCY: (
        Step("records", "Records of the emergency department asked for"),
        Step("provider", "Attending provider found who takes the worker"),
        Step("appointment", "First appointment made"),
        Step("told-worker", "Worker knows day, place and whom to call"),
        Step("sent", "Records and report of accident sent to the attending provider"),
        Step("seen", "Worker was seen"),
    ),
    Change.TO_SURGEON: (
        Step("records", "Records, imaging and last APF sent to the surgeon"),
        Step("job", "Job description sent to the surgeon"),
        Step("told-worker", "Worker knows day and place"),
        Step("told-employer", "Employer told of the day and the restrictions to expect"),
        Step("contact", "Surgeon's clinic knows the HSC's number"),
    ),
    Change.FROM_SURGEON: (
        Step("provider", "Next provider found who takes the worker"),
        Step("summary", "Surgeon's summary and last restrictions received"),
        Step("sent", "Summary and APF sent to the next provider"),
        Step("appointment", "First appointment made"),
        Step("seen", "Worker was seen"),
    ),
    Change.HSC: (
        Step("packet", "Packet sent"),
        Step("talked", "Talked through with the receiver"),
        Step("told-worker", "Worker knows the new HSC"),
        Step("told-provider", "Attending provider's office knows the new HSC"),
    ),
    Change.HOSPITAL: (
        Step("papers", "Discharge papers received"),
        Step("told-ap", "Attending provider told by phone"),
        Step("follow-up", "Follow-up visit made"),
        Step("medication", "Medication list compared with the one before"),
        Step("help", "Help at home and way to the visit settled"),
        Step("work", "Employer told of the new restrictions"),
    ),
}


def step_of(change: str, slug: str) -> Step | None:
    """Return a step of a checklist, None for one that is not on it."""
    return next((step for step in CHECKLISTS.get(change, ()) if step.slug == slug), None)
