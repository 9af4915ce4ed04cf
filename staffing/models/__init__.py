"""Tables of staffing."""

from staffing.models.check import Discussion, StaffingCheck
from staffing.models.measure import AdopterClass, ApfReview, Comparison, MeasureFigure, ProviderCall
from staffing.models.performance import Improvement, Survey
from staffing.models.report import FigureRow, QuarterFigure, QuarterlyReport, ReportFigure, ReportRows
from staffing.models.shift import Departure, Shift, ShiftedClaim
from staffing.models.team import Absence, ReportingLine, RoleShare

__all__ = [
    "Absence",
    "AdopterClass",
    "ApfReview",
    "Comparison",
    "Departure",
    "Discussion",
    "FigureRow",
    "Improvement",
    "MeasureFigure",
    "ProviderCall",
    "QuarterFigure",
    "QuarterlyReport",
    "ReportFigure",
    "ReportRows",
    "ReportingLine",
    "RoleShare",
    "Shift",
    "ShiftedClaim",
    "StaffingCheck",
    "Survey",
]
