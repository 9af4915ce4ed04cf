"""The words of staffing. Pure."""

from cohe.wording import Worded


class StaffRole(Worded):
    """The roles of a COHE's staff (domain.md 1.1; R12: one person may hold several)."""

    HSC = "hsc", "HSC, claim-specific time"
    ASSISTANT = "hsc-assistant", "HSC Assistant"
    PROJECT_DIRECTOR = "project-director", "Project Director"
    MEDICAL_DIRECTOR = "medical-director", "Medical Director"
    OUTREACH = "outreach", "Community Outreach Facilitator"
    PROVIDER_TRAINER = "provider-trainer", "Provider Trainer"
    ADVISOR = "advisor", "COHE Advisor"
    ADMINISTRATION = "administration", "Administration"


class AbsenceKind(Worded):
    """Why somebody is away."""

    VACATION = "vacation", "Vacation"
    SICK = "sick", "Sick"
    LEAVE = "leave", "Leave"
    TRAINING = "training", "Training"
    OTHER = "other", "Other"


class CheckKind(Worded):
    """What made a staffing check."""

    SCHEDULED = "scheduled", "First business day after the quarter"
    BY_HAND = "by-hand", "By hand"


class Adoption(Worded):
    """How far a provider has taken up the best practices (M9)."""

    LOW = "low", "Low adopter"
    MEDIUM = "medium", "Medium adopter"
    HIGH = "high", "High adopter"


class SurveyOf(Worded):
    """Who was asked."""

    WORKERS = "workers", "Workers"
    PROVIDERS = "providers", "Providers"
    EMPLOYERS = "employers", "Employers"


class ReportSection(Worded):
    """The sections of the COHE Quarterly Status Report, in order (domain.md 6.2, after the toolkit)."""

    STAFFING = "staffing", "Staffing and vacancies"
    CLAIMS_PER_HSC = "claims-per-hsc", "Claims per HSC"
    TRAINING = "training", "HSC training"
    ENROLMENT = "enrolment", "Provider enrolment"
    EDUCATION = "education", "Provider education"
    ADVISORS = "advisors", "Advisors"
    OUTREACH = "outreach", "Community outreach"
    PROJECTS = "projects", "Quality-improvement projects"
    MEASURES = "measures", "Best-practice measures"
    RISKS = "risks", "Issues and risks"
    FORECAST = "forecast", "Forecast"


class ShiftKind(Worded):
    """Why claims went to other HSCs in one step."""

    LOAD = "load", "To even the load"
    LEAVER = "leaver", "Somebody leaves"


class ForecastMethod(Worded):
    """How a forecast was made."""

    THETA = "theta", "Theta method, seasons of the year taken out and put back"
    MEAN = "mean", "Plain mean of the quarters there are"


class CountSource(Worded):
    """Where the number of a quarter's claims comes from."""

    CLAIMS = "claims", "Counted from claims"
    TYPED = "typed", "Typed in"


class StepKind(Worded):
    """What would happen in a scenario."""

    HIRE = "hire", "Hire"
    LEAVE = "leave", "Long leave"
    RESIGNATION = "resignation", "Resignation"
