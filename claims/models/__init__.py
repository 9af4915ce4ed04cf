"""What happened, and whose it is."""

from claims.models.caseload import (
    Away,
    ClaimAssignment,
    Cover,
    CoverPart,
    Delegation,
    ProviderAssignment,
    TierChange,
)
from claims.models.claim import Claim
from claims.models.detail import Apf, Document, Prescription, Surgery, TimeLoss, WorkStatus
from claims.models.imports import ExtractImport, ImportChange, ImportFinding, ImportUpload
from claims.models.news import ClaimNews
from claims.models.provider import Provider

__all__ = [
    "Apf",
    "Away",
    "Claim",
    "ClaimAssignment",
    "ClaimNews",
    "Cover",
    "CoverPart",
    "Delegation",
    "Document",
    "ExtractImport",
    "ImportChange",
    "ImportFinding",
    "ImportUpload",
    "Prescription",
    "Provider",
    "ProviderAssignment",
    "Surgery",
    "TierChange",
    "TimeLoss",
    "WorkStatus",
]
