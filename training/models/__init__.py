"""Tables of training."""

from training.models.course import Course, Evidence, Goal, Mentor, Review
from training.models.person import Degree, Experience, ReportedIssue, SkillShown, SupplementalApplication

__all__ = [
    "Course",
    "Degree",
    "Evidence",
    "Experience",
    "Goal",
    "Mentor",
    "ReportedIssue",
    "Review",
    "SkillShown",
    "SupplementalApplication",
]
