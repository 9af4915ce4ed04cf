"""The HSC's desk: items, notes, FRQs, records, drafts, views."""

from coordination.models.assessment import Assessment, AssessmentForm, FunctionalIntervention
from coordination.models.billing import BillingCode, BillingFile, BillingLine, QuarterFreeze
from coordination.models.community import DocumentReview, Resource, ResourceShare, ResourceVerification
from coordination.models.conference import AdvisorQuestion, Conference
from coordination.models.desk import DeskAction, ItemEvent, SavedView, WorkItem, WorklistRun
from coordination.models.frq import Frq
from coordination.models.hand_over import HandOver, HandOverTurn, ReceivedPacket
from coordination.models.letter import Letter, Letterhead, LetterTemplate, VisitPacket
from coordination.models.medication import MedicationCheck, Paper
from coordination.models.note import Addendum, CaseNote, Draft, MinutesCorrection
from coordination.models.ohms import OhmsEntry
from coordination.models.plan import Plan, PlanContact, PlanDiscussion, PlanLine, PlanMark, PlanVersion
from coordination.models.plan_papers import ServiceReport, StakeholderUpdate
from coordination.models.record import Record
from coordination.models.referral import Referral, ReferralEvent, ReferralUse
from coordination.models.return_to_work import EmployerContact, JobPaper
from coordination.models.surgery import Milestone, ReleasePlan, SurgeryEpisode, SurgeryMove
from coordination.models.transition import Checklist, ChecklistMark, HospitalStay, Transfer

__all__ = [
    "Addendum",
    "AdvisorQuestion",
    "Assessment",
    "AssessmentForm",
    "BillingCode",
    "BillingFile",
    "BillingLine",
    "CaseNote",
    "Checklist",
    "ChecklistMark",
    "Conference",
    "DeskAction",
    "DocumentReview",
    "Draft",
    "EmployerContact",
    "Frq",
    "FunctionalIntervention",
    "HandOver",
    "HandOverTurn",
    "HospitalStay",
    "ItemEvent",
    "JobPaper",
    "Letter",
    "LetterTemplate",
    "Letterhead",
    "MedicationCheck",
    "Milestone",
    "MinutesCorrection",
    "OhmsEntry",
    "Paper",
    "Plan",
    "PlanContact",
    "PlanDiscussion",
    "PlanLine",
    "PlanMark",
    "PlanVersion",
    "QuarterFreeze",
    "ReceivedPacket",
    "Record",
    "Referral",
    "ReferralEvent",
    "ReferralUse",
    "ReleasePlan",
    "Resource",
    "ResourceShare",
    "ResourceVerification",
    "SavedView",
    "ServiceReport",
    "StakeholderUpdate",
    "SurgeryEpisode",
    "SurgeryMove",
    "Transfer",
    "VisitPacket",
    "WorkItem",
    "WorklistRun",
]
