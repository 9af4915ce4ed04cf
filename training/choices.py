"""The words of qualifications and training. Pure."""

from cohe.wording import Worded


class Work(Worded):
    """Kinds of experience (domain.md 7). Which of them count is the rule version's to say."""

    OCCUPATIONAL_HEALTH = "occupational-health", "Occupational health"
    RETURN_TO_WORK = "return-to-work", "Coordinating return to work"
    DIRECT_CARE = "direct-care", "Direct patient care (nurse, MA, navigator, care coordinator)"
    CLAIMS_MANAGEMENT = "claims-management", "Workers' compensation claims management"
    REFERRAL_COORDINATOR = "referral-coordinator", "Referral coordinator"
    SCHEDULER = "scheduler", "Scheduler"
    CLINICAL_ADMINISTRATION = "clinical-administration", "Clinical administrative staff"
    OTHER = "other", "Something else"


class Skill(Worded):
    """The four skill areas (domain.md 7)."""

    COMMUNICATION = "communication", "Communication"
    DATA = "data-management", "Data management and tracking"
    DOCUMENTATION = "documentation", "Care-coordination documentation"
    ANALYSIS = "analysis", "Analysing and communicating performance data"


class Topic(Worded):
    """What the training of the first six months must cover (R10)."""

    BUSINESS_PROCESS = "a", "L&I business process"
    ANOTHER_COHE = "b", "How another COHE's HSCs work"


class Way(Worded):
    """How training of the first six months was done (R11)."""

    APPROVED_CONTENT = "approved-content", "Content approved by L&I's contract manager"
    ORIENTATION = "orientation", "L&I orientation"
    SHADOWING = "shadowing", "Shadowing an HSC at another COHE"
    CONFERENCE = "conference", "L&I-sponsored HSC conference"
    COHE_TRAINING = "cohe-training", "The COHE's own training on roles and process"
    OTHER = "other", "Something else"


class Verdict(Worded):
    """What a decision table says of somebody."""

    QUALIFIED = "qualified", "Qualified"
    CONDITIONAL = "conditional", "Conditionally qualified: training or testing is pending"
    TO_REVIEW = "to-review", "A reviewer must decide"
    NOT_QUALIFIED = "not-qualified", "Not qualified"


class ApplicationState(Worded):
    """Where the HSC Supplemental Application stands."""

    SENT = "sent", "Sent"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
