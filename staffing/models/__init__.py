"""Tables of staffing."""

from staffing.models.check import Discussion, StaffingCheck
from staffing.models.measure import AdopterClass, ApfReview, Comparison, MeasureFigure, ProviderCall
from staffing.models.performance import Improvement, Survey
from staffing.models.team import Absence, ReportingLine, RoleShare

__all__ = [
    "Absence",
    "AdopterClass",
    "ApfReview",
    "Comparison",
    "Discussion",
    "Improvement",
    "MeasureFigure",
    "ProviderCall",
    "ReportingLine",
    "RoleShare",
    "StaffingCheck",
    "Survey",
]
