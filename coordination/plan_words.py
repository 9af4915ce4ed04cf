"""The words of the care-coordination plan (domain.md 10.1). Pure: rules, models and pages read the same."""

from cohe.wording import Worded

# What the item of the next contact is about; an item of a line is about "line" and its key.
NEXT_CONTACT = "next-contact"


class PlanState(Worded):
    """Where a plan stands. It is proposed until the worker agreed to it as it is."""

    PROPOSED = "proposed", "Proposed"
    RE_EVALUATE = "re-evaluate", "To re-evaluate"
    ACTIVE = "active", "Active"
    CONCLUDED = "concluded", "Concluded"


class LineKind(Worded):
    """What a line of a plan is."""

    GOAL = "goal", "Goal"
    BARRIER = "barrier", "Barrier"
    INTERVENTION = "intervention", "Intervention"
    STEP = "step", "Step"
    CONTACT = "contact", "Contact"


class Owner(Worded):
    """Who sees to a line of a plan, when it is nobody of the COHE."""

    WORKER = "worker", "Worker"
    EMPLOYER = "employer", "Employer"
    ATTENDING_PROVIDER = "attending-provider", "Attending provider"
    OTHER_PROVIDER = "other-provider", "Other provider or clinic"
    CLAIM_MANAGER = "claim-manager", "Claim manager"
    VRC = "vrc", "VRC"
    OTHER = "other", "Somebody else"


class JobGoal(Worded):
    """The work a worker goes back to, nearest first."""

    SAME_JOB = "same-job", "Same job, same employer"
    CHANGED_JOB = "changed-job", "Changed job, same employer"
    OTHER_JOB = "other-job", "Another job, same employer"
    SIMILAR_JOB = "similar-job", "Similar job, new employer"
    NEW_JOB = "new-job", "Another job, new employer"


class InterventionKind(Worded):
    """What an intervention is (domain.md 10.1, step 4)."""

    CBT = "cbt", "Cognitive behavioural therapy"
    FAST_TRACK = "fast-track", "Imaging or specialist, fast track"
    ACTIVE_PHYSIO = "active-physio", "Active physiotherapy"
    FUNCTIONAL_RESTORATION = "functional-restoration", "Functional restoration"
    ADDICTION_TREATMENT = "addiction-treatment", "Addiction treatment"
    OTHER = "other", "Another intervention"


class Discussed(Worded):
    """What came of discussing the plan with the worker."""

    AGREED = "agreed", "Agreed"
    CONCERNS = "concerns", "Concerns"


class MarkKind(Worded):
    """What happened with a line of a plan on a day, without changing the plan."""

    DONE = "done", "Done"
    PROGRESS = "progress", "Progress"
    STARTED = "started", "Started"
    TOUCHED = "touched", "Touched by a note"
    NO_CHANGE = "no-change", "Slower than expected: no change"


class Timely(Worded):
    """Is care given in time? The worker's word (domain.md 10.1, step 3)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"


class Audience(Worded):
    """Who gets a stakeholder update."""

    EMPLOYER = "employer", "Employer"
    COMMITTEE = "committee", "Committee"
