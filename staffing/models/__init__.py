"""Tables of staffing."""

from staffing.models.check import Discussion, StaffingCheck
from staffing.models.team import Absence, ReportingLine, RoleShare

__all__ = ["Absence", "Discussion", "ReportingLine", "RoleShare", "StaffingCheck"]
