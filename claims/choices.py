"""The words of claims: as the extract says them (domain.md 4 and 12)."""

from django.db.models import TextChoices


class Fund(TextChoices):
    """Who insures the worker."""

    STATE = "state", "State fund"
    SELF_INSURED = "self_insured", "Self-insured"


class ClaimType(TextChoices):
    """What the worker suffered."""

    INJURY = "injury", "Injury"
    OCCUPATIONAL_DISEASE = "occupational_disease", "Occupational disease"


class ClaimStatus(TextChoices):
    """Where the claim stands with L&I."""

    PENDING = "pending", "Pending"
    PROVISIONAL = "provisional", "Provisional"
    ALLOWED = "allowed", "Allowed"
    REJECTED = "rejected", "Rejected"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"


class Side(TextChoices):
    """Side of the body."""

    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    BOTH = "both", "Both"
    NONE = "none", "None"


class WorkStatusKind(TextChoices):
    """What the worker may do on a day."""

    FULL_DUTY = "full_duty", "Full duty"
    MODIFIED = "modified", "Modified duty"
    OFF_WORK = "off_work", "Off work"
    KOS = "kos", "Off, kept on salary"


class StatusSource(TextChoices):
    """Who said so; of rows that begin on one day the earlier in this list wins."""

    APF = "apf", "APF"
    EMPLOYER = "employer", "Employer"
    WORKER = "worker", "Worker"


class Tier(TextChoices):
    """Complexity of a claim: order of the list, interval of contacts, what an Assistant may take."""

    HIGH = "high", "High"
    STANDARD = "standard", "Standard"
    LOW = "low", "Low"


class DocumentKind(TextChoices):
    """What a document is."""

    ROA = "roa", "Report of accident"
    APF = "apf", "Activity prescription form"
    CHART_NOTE = "chart-note", "Chart note"
    NARRATIVE = "narrative", "Narrative report"
    CONSULTATION = "consultation", "Consultation report"
    OPERATIVE = "operative", "Operative report"
    IMAGING = "imaging", "Imaging report"
    LETTER = "letter", "Letter"
    OTHER = "other", "Other"
