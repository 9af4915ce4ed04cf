"""The words of the HSC's desk. Pure: rules and models read the same ones."""

from cohe.wording import Worded


class Area(Worded):
    """The eight areas of HSC standard work (domain.md 1.2), and the COHE's best practices."""

    REFERRALS = "referrals", "Referrals"
    BARRIERS = "barriers", "Barriers"
    COMMUNITY = "community", "Community"
    MEDICATION = "medication", "Medication"
    RETURN_TO_WORK = "return-to-work", "Return to work"
    TRANSITIONS = "transitions", "Transitions"
    MONITORING = "monitoring", "Monitoring"
    SURGERY = "surgery", "Surgery"
    BEST_PRACTICE = "best-practice", "Best practice"


class NoteKind(Worded):
    """Types of case note (domain.md 4.5)."""

    WORKER = "worker", "Worker contact"
    PROVIDER = "provider", "Provider contact"
    EMPLOYER = "employer", "Employer contact"
    CLAIM_MANAGER = "claim-manager", "Claim manager contact"
    VRC = "vrc", "VRC"
    REFERRAL = "referral", "Referral"
    FRQ = "frq", "FRQ"
    SCALE = "scale", "Scale"
    PLAN = "plan", "Plan"
    RTW = "rtw", "Return to work"
    MEDICATION = "medication", "Medication"
    SURGERY = "surgery", "Surgery"
    TRANSITION = "transition", "Transition"
    COMMUNITY = "community", "Community"
    CONFERENCE = "conference", "Conference"
    ADVISOR = "advisor", "Advisor"
    HAND_OVER = "hand-over", "Hand-over"
    ADMINISTRATIVE = "administrative", "Administrative"


# Types that say a contact happened: such a note names whom it was with.
CONTACTS = (NoteKind.WORKER, NoteKind.PROVIDER, NoteKind.EMPLOYER, NoteKind.CLAIM_MANAGER)


class Party(Worded):
    """Whom a contact was with."""

    WORKER = "worker", "Worker"
    FAMILY = "family", "Worker's family"
    EMPLOYER = "employer", "Employer"
    ATTENDING_PROVIDER = "attending-provider", "Attending provider"
    OTHER_PROVIDER = "other-provider", "Other provider or clinic"
    SURGEON = "surgeon", "Surgeon"
    CLAIM_MANAGER = "claim-manager", "Claim manager"
    VRC = "vrc", "VRC"
    UNION = "union", "Union"
    OTHER = "other", "Somebody else"


class Direction(Worded):
    """Who called whom."""

    OUTGOING = "outgoing", "Outgoing"
    INCOMING = "incoming", "Incoming"


class Outcome(Worded):
    """What came of a contact. Reached: spoken with, or an answer received; only that counts as a contact."""

    REACHED = "reached", "Reached"
    LEFT_MESSAGE = "left-message", "Left a message"
    NO_ANSWER = "no-answer", "No answer"
    WRONG_NUMBER = "wrong-number", "Wrong number"
    SENT = "sent", "Sent, no answer yet"


class RecordKind(Worded):
    """Facts a coordinator records with a day; each clears the rules that wait for it."""

    REVIEWED = "reviewed", "Claim reviewed"
    AP_TOLD = "ap-told", "Attending provider told of a positive FRQ"
    FRI = "fri", "Functional Recovery Intervention"
    SCALE_READING = "scale-reading", "Pain or function reading"
    SUBACUTE_FORM = "subacute-form", "Subacute opioid form sent"
    CHRONIC_APPROVAL = "chronic-approval", "Chronic opioid approval"
    OPIOID_AGREEMENT = "opioid-agreement", "Opioid treatment agreement"
    PAIN_CONSULTATION = "pain-consultation", "Pain consultation"
    NARRATIVE_REPORT = "narrative-report", "60-day narrative report"
    CONSULTATION = "consultation", "Consultation"
    PGAP_SUGGESTED = "pgap-suggested", "PGAP suggested"
    PGAP_RULED_OUT = "pgap-ruled-out", "PGAP ruled out"
    SIMP_SUGGESTED = "simp-suggested", "SIMP suggested"
    SIMP_RULED_OUT = "simp-ruled-out", "SIMP ruled out"
    CLOSING_REVIEW = "closing-review", "Closing review"
    WORK_HISTORY = "work-history", "Work history returned"
    PREOP_PLAN = "preop-plan", "Pre-op release-to-work plan"
    SURGERY_WITHDRAWN = "surgery-withdrawn", "Surgery withdrawn"
    SURGERY_CANCELLED = "surgery-cancelled", "Surgery cancelled"
    AP_ALERTED = "ap-alerted", "Attending provider alerted to no progress"


class TurnKind(Worded):
    """What a sender or a receiver did with a hand-over; the last one that could be done is its state."""

    SENT = "sent", "Sent"
    QUESTIONED = "questioned", "Questioned"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Given back"
    TAKEN_BACK = "taken-back", "Taken back"


class FrqOutcome(Worded):
    """What came of asking the FRQ."""

    ATTEMPTED = "attempted", "Tried, not reached"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Declined by the worker"


class FrqResult(Worded):
    """The score (domain.md 3)."""

    POSITIVE = "positive", "Positive"
    NEGATIVE = "negative", "Negative"
    INCOMPLETE = "incomplete", "Incomplete, no score"


class Course(Worded):
    """What a reading is beside an earlier one of the same scale (domain.md 11)."""

    BETTER = "better", "Improved"
    NONE = "none", "No progress"
    WORSE = "worse", "Worse"
    BEST = "best", "As good as it can be"


class QuestionKind(Worded):
    """How a question of an assessment is answered."""

    SCALE = "scale", "A number in a range"
    CHOICE = "choice", "One of several"
    YES_NO = "yes-no", "Yes or no"
    TEXT = "text", "Words"


class Scoring(Worded):
    """How answers in numbers become a score. The last two take points and how many were answered."""

    NONE = "none", "No score"
    MEAN = "mean", "Mean of the answers"
    SUM = "sum", "Sum of the answers"
    ODI = "odi", "ODI, in percent of what was answered"
    QUICK_DASH = "quick-dash", "QuickDASH, 0 to 100"


class Intervention(Worded):
    """The six Functional Recovery Interventions a provider considers (domain.md 3); labels are ours."""

    ACTIVE_PART = "active-part", "Worker's own active part in recovery"
    NORMAL_RECOVERY = "normal-recovery", "Talk about what normal recovery is like"
    JOB_WORRIES = "job-worries", "Worries about the job or accommodation"
    STEPWISE_ACTIVITY = "stepwise-activity", "Activity increased step by step"
    THERAPY_OVERSIGHT = "therapy-oversight", "PT or OT referral followed closely"
    FUNCTION_CHARTED = "function-charted", "Function charted at each visit"


class InterventionOutcome(Worded):
    """What came of an intervention at a visit. Only what was begun or done counts as an intervention."""

    BEGUN = "begun", "Begun"
    DONE = "done", "Done"
    DECLINED = "declined", "Considered, not wanted"


class AsPrescribed(Worded):
    """Whether the worker takes medication as prescribed, as she says."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Unsure"


class Concern(Worded):
    """What about medication the attending provider should hear."""

    NOT_AS_PRESCRIBED = "not-as-prescribed", "Taken otherwise than prescribed"
    PAIN_NOT_CONTROLLED = "pain-not-controlled", "Pain is not controlled"
    SIDE_EFFECTS = "side-effects", "Side effects"
    SEEKING = "seeking", "Signs of seeking medication"
    ANOTHER_SOURCE = "another-source", "Medication from another source"
    OTHER = "other", "Another concern"


class PaperKind(Worded):
    """What a paper is for; each kind has its form numbers (`coordination.papers`)."""

    SUBACUTE = "subacute", "Subacute opioid form"
    CHRONIC = "chronic", "Chronic opioid form"
    AGREEMENT = "agreement", "Opioid treatment agreement"
    DENTAL = "dental", "Dental opioid form"
    NOTICE = "notice", "Occupational disease notice"
    WORK_HISTORY = "work-history", "Work history"


class PlanKind(Worded):
    """A release-to-work plan belongs before the surgery or after it (domain.md 9)."""

    PRE_OP = "pre-op", "Before the surgery"
    POST_OP = "post-op", "After the surgery"


class MilestoneKind(Worded):
    """What a worker is to be able to do by a day (domain.md 9)."""

    SEDENTARY = "sedentary", "Sedentary work"
    LIGHT = "light", "Light work"
    FULL = "full", "Full duty"
    OWN = "own", "Another milestone"


class JobPaperKind(Worded):
    """Papers that say what a job asks of the worker (domain.md 8)."""

    JOB_DESCRIPTION = "job-description", "Job description"
    JOB_ANALYSIS = "job-analysis", "Job analysis"


class JobPaperSource(Worded):
    """Who drafts a job paper."""

    EMPLOYER = "employer", "Employer"
    VRC = "vrc", "VRC"


class JobPaperAnswer(Worded):
    """What the attending provider says of a job paper."""

    APPROVED = "approved", "Approved"
    APPROVED_WITH_CHANGES = "approved-with-changes", "Approved with changes"
    DISAPPROVED = "disapproved", "Disapproved"


class ModifiedDuty(Worded):
    """What the employer says of modified duty."""

    ASKED = "asked", "Asked, no answer yet"
    OFFERED = "offered", "Offered"
    NOT_AVAILABLE = "not-available", "Not available"
