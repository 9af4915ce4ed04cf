"""Tables of staffing."""

from staffing.models.check import Discussion, StaffingCheck
from staffing.models.forecast import Forecast, ForecastQuarter, QuarterCount
from staffing.models.measure import AdopterClass, ApfReview, Comparison, MeasureFigure, ProviderCall
from staffing.models.performance import Improvement, Survey
from staffing.models.report import FigureRow, QuarterFigure, QuarterlyReport, ReportFigure, ReportRows
from staffing.models.scenario import DiscussionScenario, Scenario, ScenarioStep
from staffing.models.shift import Departure, Shift, ShiftedClaim
from staffing.models.team import Absence, ReportingLine, RoleShare

__all__ = [
    "Absence",
    "AdopterClass",
    "ApfReview",
    "Comparison",
    "Departure",
    "Discussion",
    "DiscussionScenario",
    "FigureRow",
    "Forecast",
    "ForecastQuarter",
    "Improvement",
    "MeasureFigure",
    "ProviderCall",
    "QuarterCount",
    "QuarterFigure",
    "QuarterlyReport",
    "ReportFigure",
    "ReportRows",
    "ReportingLine",
    "RoleShare",
    "Scenario",
    "ScenarioStep",
    "Shift",
    "ShiftedClaim",
    "StaffingCheck",
    "Survey",
]
