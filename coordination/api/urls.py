"""Addresses of the API of coordination."""

from cohe.api_resource import route
from coordination.api.assessments import AssessmentForms, Assessments, Interventions
from coordination.api.claims import Claims
from coordination.api.community import Documents, Resources, ResourceShares
from coordination.api.conferences import Conferences, Questions
from coordination.api.delegations import Delegations
from coordination.api.frqs import Frqs
from coordination.api.going_live import GoingLive
from coordination.api.hand_overs import HandOvers, Packets
from coordination.api.item_verbs import DeskActions, Dismiss, Done, Promote, Reassign, Reopen, Snooze, Wake
from coordination.api.items import Colleagues, Items
from coordination.api.letters import Letters, LetterTemplates, VisitPackets
from coordination.api.medication import MedicationChecks, Papers
from coordination.api.notes import Drafts, Notes
from coordination.api.plan_papers import PlanReports, PlanUpdates
from coordination.api.plans import Plans
from coordination.api.records import Records, Tiers, WorkStatuses
from coordination.api.referrals import ReferralLog, Referrals, ReferralUses
from coordination.api.return_to_work import EmployerContacts, JobPapers
from coordination.api.rules import Rules
from coordination.api.saved_views import SavedViews
from coordination.api.slips import NothingSlips
from coordination.api.surgeries import Surgeries, SurgeryEpisodes
from coordination.api.tasks import Tasks
from coordination.api.time import Activities, BillingCodes, BillingLines, OhmsNotes
from coordination.api.transitions import Checklists, HospitalStays, Transfers

VERBS = {
    "done": Done,
    "snooze": Snooze,
    "dismiss": Dismiss,
    "wake": Wake,
    "reopen": Reopen,
    "reassign": Reassign,
    "promote": Promote,
}

urlpatterns = [
    # claims/<claim>/
    route("claims/", "claims", Claims, get="list"),
    route("claims/<int:claim_id>/", "claim", Claims, get="retrieve"),
    route("claims/<int:claim_id>/story/", "claim-story", Claims, get="story"),
    route("claims/<int:claim_id>/reason/", "claim-reason", Claims, post="reason"),
    route("claims/<int:claim_id>/readers/", "claim-readers", Claims, get="readers"),
    route("claims/<int:claim_id>/notes/", "claim-notes", Notes, get="list", post="sign"),
    route("claims/<int:claim_id>/frqs/", "claim-frqs", Frqs, get="list", post="record"),
    route("claims/<int:claim_id>/records/", "claim-records", Records, get="list", post="add"),
    route("claims/<int:claim_id>/work-status/", "claim-work-status", WorkStatuses, get="list", post="add"),
    route("claims/<int:claim_id>/conferences/", "claim-conferences", Conferences, get="list", post="plan"),
    route("claims/<int:claim_id>/questions/", "claim-questions", Questions, get="list", post="ask"),
    route("conferences/<int:conference_id>/held/", "conference-held", Conferences, post="hold"),
    route("conferences/<int:conference_id>/cancel/", "conference-cancel", Conferences, post="cancel"),
    route("questions/", "questions", Questions, get="mine"),
    route("questions/<int:question_id>/answer/", "question-answer", Questions, post="reply"),
    route("questions/<int:question_id>/pass-on/", "question-pass-on", Questions, post="pass_on"),
    route("questions/<int:question_id>/withdraw/", "question-withdraw", Questions, post="withdraw"),
    route("claims/<int:claim_id>/tasks/", "claim-tasks", Tasks, post="add"),
    route("claims/<int:claim_id>/delegation/", "claim-delegation", Delegations, post="give"),
    route("claims/<int:claim_id>/tier/", "claim-tier", Tiers, post="change"),
    route("claims/<int:claim_id>/plans/", "claim-plans", Plans, get="list", post="make"),
    route("claims/<int:claim_id>/told-outside/", "claim-told-outside", PlanUpdates, get="told"),
    route("claims/<int:claim_id>/letters/", "claim-letters", Letters, get="list", post="write"),
    route("claims/<int:claim_id>/letters/proposed/", "claim-letter-proposed", Letters, get="propose"),
    route("claims/<int:claim_id>/visit-packets/", "claim-packets", VisitPackets, get="list", post="make"),
    route("letters/<int:letter_id>/", "letter", Letters, put="change"),
    route("letters/<int:letter_id>/send/", "letter-send", Letters, post="send"),
    route("letters/<int:letter_id>/withdraw/", "letter-withdraw", Letters, post="withdraw"),
    route("visit-packets/", "visit-packets", VisitPackets, get="log"),
    route("visit-packets/<int:visit_packet_id>/send/", "visit-packet-send", VisitPackets, post="send"),
    route(
        "visit-packets/<int:visit_packet_id>/withdraw/",
        "visit-packet-withdraw",
        VisitPackets,
        post="withdraw",
    ),
    route("letter-templates/", "letter-templates", LetterTemplates, get="list", post="make"),
    route("letterhead/", "letterhead", LetterTemplates, put="head"),
    route(
        "letter-templates/<slug:letter_template>/retire/",
        "letter-template-retire",
        LetterTemplates,
        post="retire",
    ),
    route(
        "letter-templates/<slug:letter_template>/use-again/",
        "letter-template-use-again",
        LetterTemplates,
        post="use_again",
    ),
    # plans/
    route("plans/<int:plan_id>/", "plan", Plans, get="retrieve"),
    route("plans/<int:plan_id>/versions/", "plan-versions", Plans, get="versions", post="change"),
    route("plans/<int:plan_id>/discussions/", "plan-discussions", Plans, get="discussions", post="discuss"),
    route("plans/<int:plan_id>/marks/", "plan-marks", Plans, get="marks", post="mark"),
    route("plans/<int:plan_id>/contacts/", "plan-contacts", Plans, post="contact"),
    route("plans/<int:plan_id>/activate/", "plan-activate", Plans, post="activate"),
    route("plans/<int:plan_id>/deactivate/", "plan-deactivate", Plans, post="deactivate"),
    route("plans/<int:plan_id>/conclude/", "plan-conclude", Plans, post="conclude"),
    route("plans/<int:plan_id>/reopen/", "plan-reopen", Plans, post="reopen"),
    route("plans/<int:plan_id>/reports/", "plan-reports", PlanReports, get="list", post="add"),
    route("plans/<int:plan_id>/updates/", "plan-updates", PlanUpdates, get="list", post="compose"),
    route(
        "plan-discussions/<int:discussion_id>/withdraw/",
        "plan-discussion-withdraw",
        Plans,
        post="withdraw_discussion",
    ),
    route("plan-marks/<int:mark_id>/withdraw/", "plan-mark-withdraw", Plans, post="withdraw_mark"),
    route("plan-reports/<int:report_id>/passed/", "plan-report-passed", PlanReports, post="passed"),
    route("plan-reports/<int:report_id>/reviewed/", "plan-report-reviewed", PlanReports, post="reviewed"),
    route("plan-reports/<int:report_id>/withdraw/", "plan-report-withdraw", PlanReports, post="withdraw"),
    route("plan-updates/<int:update_id>/", "plan-update", PlanUpdates, put="edit"),
    route("plan-updates/<int:update_id>/send/", "plan-update-send", PlanUpdates, post="send"),
    route("plan-updates/<int:update_id>/withdraw/", "plan-update-withdraw", PlanUpdates, post="withdraw"),
    route("claims/<int:claim_id>/assessments/", "claim-assessments", Assessments, get="list", post="take"),
    route(
        "claims/<int:claim_id>/interventions/", "claim-interventions", Interventions, get="list", post="add"
    ),
    route(
        "claims/<int:claim_id>/medication-checks/", "claim-checks", MedicationChecks, get="list", post="add"
    ),
    route("claims/<int:claim_id>/papers/", "claim-papers", Papers, get="list", post="add"),
    # assessments/ interventions/ medication-checks/ papers/
    route("assessments/<int:assessment_id>/", "assessment", Assessments, get="retrieve"),
    route("assessments/<int:assessment_id>/withdraw/", "assessment-withdraw", Assessments, post="withdraw"),
    route(
        "interventions/<int:intervention_id>/withdraw/",
        "intervention-withdraw",
        Interventions,
        post="withdraw",
    ),
    route("medication-checks/<int:check_id>/told/", "medication-told", MedicationChecks, post="told"),
    route(
        "medication-checks/<int:check_id>/withdraw/", "medication-withdraw", MedicationChecks, post="withdraw"
    ),
    route("papers/<int:paper_id>/", "paper-change", Papers, put="change"),
    route("papers/<int:paper_id>/withdraw/", "paper-withdraw", Papers, post="withdraw"),
    route("assessment-forms/", "assessment-forms", AssessmentForms, get="list", post="make"),
    route("assessment-forms/<slug:slug>/retire/", "assessment-form-retire", AssessmentForms, post="retire"),
    route(
        "assessment-forms/<slug:slug>/use-again/",
        "assessment-form-use-again",
        AssessmentForms,
        post="use_again",
    ),
    route("claims/<int:claim_id>/surgeries/", "claim-surgeries", Surgeries, get="list", post="candidate"),
    route("claims/<int:claim_id>/surgeries/dates/", "claim-surgery-dates", Surgeries, post="dates"),
    route("claims/<int:claim_id>/surgeries/preview/", "claim-surgery-preview", Surgeries, post="preview"),
    route("claims/<int:claim_id>/surgeries/plan/", "claim-surgery-plan", Surgeries, post="plan"),
    route("claims/<int:claim_id>/surgeries/conclude/", "claim-surgery-conclude", Surgeries, post="conclude"),
    route("claims/<int:claim_id>/job-papers/", "claim-job-papers", JobPapers, get="list", post="add"),
    route("claims/<int:claim_id>/employer/", "claim-employer", EmployerContacts, get="list", post="add"),
    # surgeries/ surgery-moves/ release-plans/ milestones/ job-papers/ employer-contacts/
    route("surgeries/<int:episode_id>/join/", "surgery-join", SurgeryEpisodes, post="join"),
    route("surgeries/<int:episode_id>/count/", "surgery-count", SurgeryEpisodes, post="count"),
    route("surgeries/<int:episode_id>/reopen/", "surgery-reopen", SurgeryEpisodes, post="reopen"),
    route("surgeries/<int:episode_id>/withdraw/", "surgery-withdraw", SurgeryEpisodes, post="withdraw"),
    route("surgery-moves/<int:move_id>/undo/", "surgery-move-undo", SurgeryEpisodes, post="undo"),
    route(
        "release-plans/<int:release_plan_id>/withdraw/",
        "release-plan-withdraw",
        SurgeryEpisodes,
        post="withdraw_plan",
    ),
    route("milestones/<int:milestone_id>/met/", "milestone-met", SurgeryEpisodes, post="meet"),
    route("milestones/<int:milestone_id>/unmet/", "milestone-unmet", SurgeryEpisodes, post="unmeet"),
    route("job-papers/<int:job_paper_id>/", "job-paper", JobPapers, put="change"),
    route("job-papers/<int:job_paper_id>/withdraw/", "job-paper-withdraw", JobPapers, post="withdraw"),
    route(
        "employer-contacts/<int:contact_id>/withdraw/",
        "employer-contact-withdraw",
        EmployerContacts,
        post="withdraw",
    ),
    # resources/
    route("resources/", "resources", Resources, get="list", post="add"),
    route("resources/<int:resource_id>/", "resource", Resources, get="retrieve", put="change"),
    route("resources/<int:resource_id>/verify/", "resource-verify", Resources, post="verify"),
    route("resources/<int:resource_id>/retire/", "resource-retire", Resources, post="retire"),
    route("resources/<int:resource_id>/use-again/", "resource-use-again", Resources, post="use_again"),
    route(
        "verifications/<int:verification_id>/withdraw/", "verification-withdraw", Resources, post="unverify"
    ),
    route("claims/<int:claim_id>/resource-shares/", "claim-shares", ResourceShares, get="list", post="share"),
    route(
        "resource-shares/<int:resource_share_id>/follow-up/", "share-follow", ResourceShares, post="follow_up"
    ),
    route(
        "resource-shares/<int:resource_share_id>/withdraw/",
        "share-withdraw",
        ResourceShares,
        post="withdraw",
    ),
    route("claims/<int:claim_id>/documents/", "claim-documents", Documents, get="list"),
    route("documents/<int:document_id>/review/", "document-review", Documents, post="review"),
    route(
        "document-reviews/<int:document_review_id>/withdraw/",
        "document-review-withdraw",
        Documents,
        post="withdraw",
    ),
    # notes/
    route("notes/<int:note_id>/", "note", Notes, get="retrieve"),
    route("notes/<int:note_id>/addenda/", "note-addenda", Notes, post="add"),
    route("notes/<int:note_id>/minutes/", "note-minutes", Notes, post="correct"),
    # drafts/
    route("drafts/", "drafts", Drafts, get="list"),
    route("drafts/<uuid:key>/", "draft", Drafts, put="keep", delete="discard"),
    # frqs/ records/ work-status/
    route("frqs/<int:frq_id>/", "frq", Frqs, get="retrieve"),
    route("frqs/<int:frq_id>/withdraw/", "frq-withdraw", Frqs, post="withdraw"),
    route("records/<int:record_id>/", "record", Records, get="retrieve"),
    route("records/<int:record_id>/withdraw/", "record-withdraw", Records, post="withdraw"),
    route("work-status/<int:row_id>/withdraw/", "work-status-withdraw", WorkStatuses, post="withdraw"),
    # referrals/
    route("claims/<int:claim_id>/referrals/", "claim-referrals", Referrals, get="list", post="begin"),
    route("referrals/", "referrals", ReferralLog, get="list"),
    route("referrals/figures/", "referral-figures", ReferralLog, get="figures"),
    route("referrals/barriers/", "referral-barriers", ReferralLog, get="barriers"),
    route("referrals/<int:referral_id>/", "referral", Referrals, get="retrieve"),
    route("referrals/<int:referral_id>/steps/", "referral-step", Referrals, post="step"),
    route("referrals/<int:referral_id>/undo/", "referral-undo", Referrals, post="undo"),
    route("referrals/<int:referral_id>/uses/", "referral-uses", ReferralUses, get="list", post="record"),
    route("referral-uses/<int:use_id>/withdraw/", "referral-use-withdraw", ReferralUses, post="withdraw"),
    # items/
    route("items/", "items", Items, get="list"),
    route("items/<int:item_id>/", "item", Items, get="retrieve"),
    *(route(f"items/<int:item_id>/{verb}/", f"item-{verb}", act, post="one") for verb, act in VERBS.items()),
    *(route(f"items/{verb}/", f"items-{verb}", act, post="many") for verb, act in VERBS.items()),
    route("items/<int:item_id>/task/", "item-task", Tasks, put="change"),
    route("nothing-slips/", "nothing-slips", NothingSlips, get="retrieve"),
    route("delegations/", "delegations", Delegations, get="list"),
    route(
        "delegations/<int:delegation_id>/take-back/", "delegation-take-back", Delegations, post="take_back"
    ),
    route("delegations/<int:delegation_id>/promote/", "delegation-promote", Delegations, post="promote"),
    route("desk-actions/", "desk-actions", DeskActions, get="list"),
    route("desk-actions/<int:action_id>/undo/", "desk-undo", DeskActions, post="undo"),
    route("colleagues/", "colleagues", Colleagues, get="list"),
    route("views/", "views", SavedViews, get="list", post="save"),
    route("views/<int:view_id>/", "view", SavedViews, put="change", delete="remove"),
    route("views/<int:view_id>/move/", "view-move", SavedViews, post="move"),
    route("going-live/", "going-live", GoingLive, get="retrieve", post="take"),
    route("going-live/<int:action_id>/undo/", "going-live-undo", GoingLive, post="undo"),
    # transfers/ hospital-stays/ checklists/
    route("claims/<int:claim_id>/transfers/", "claim-transfers", Transfers, get="list", post="record"),
    route("transfers/<int:transfer_id>/change/", "transfer-change", Transfers, post="change"),
    route("transfers/<int:transfer_id>/withdraw/", "transfer-withdraw", Transfers, post="withdraw"),
    route("claims/<int:claim_id>/hospital-stays/", "claim-stays", HospitalStays, get="list", post="record"),
    route("hospital-stays/<int:stay_id>/change/", "stay-change", HospitalStays, post="change"),
    route("hospital-stays/<int:stay_id>/withdraw/", "stay-withdraw", HospitalStays, post="withdraw"),
    route("claims/<int:claim_id>/checklists/", "claim-checklists", Checklists, get="list", post="begin"),
    route("checklists/<int:checklist_id>/mark/", "checklist-mark", Checklists, post="mark"),
    route("checklists/<int:checklist_id>/withdraw/", "checklist-withdraw", Checklists, post="withdraw"),
    # hand-overs/ packets/
    route("claims/<int:claim_id>/hand-overs/", "claim-hand-overs", HandOvers, get="list", post="send"),
    route("claims/<int:claim_id>/hand-over-packet/", "hand-over-packet", HandOvers, get="draft"),
    route("hand-overs/<int:hand_over_id>/answer/", "hand-over-answer", HandOvers, post="answer_it"),
    route("hand-overs/<int:hand_over_id>/send-again/", "hand-over-again", HandOvers, post="send_again"),
    route("hand-overs/<int:hand_over_id>/take-back/", "hand-over-back", HandOvers, post="take_back"),
    route("packets/", "packets", Packets, get="list"),
    route("packets/<int:packet_id>/", "packet", Packets, get="retrieve"),
    route("packets/<int:packet_id>/answer/", "packet-answer", Packets, post="answer_it"),
    # ohms-notes/ billing-lines/ billing-codes/ activity/
    route("claims/<int:claim_id>/ohms/", "claim-ohms", OhmsNotes, get="texts"),
    route("ohms-notes/", "ohms-notes", OhmsNotes, get="list"),
    route("ohms-notes/entered/", "ohms-entered", OhmsNotes, post="mark"),
    route("ohms-notes/entered/<int:action_id>/undo/", "ohms-undo", OhmsNotes, post="undo"),
    route("billing-lines/", "billing-lines", BillingLines, get="list", post="make"),
    route("billing-lines/<int:line_id>/reverse/", "billing-line-reverse", BillingLines, post="reverse"),
    route("billing-files/", "billing-files", BillingLines, post="take"),
    route("billing-codes/", "billing-codes", BillingCodes, get="list", post="add"),
    route("activity/", "activity", Activities, get="list"),
    # rules/
    route("rules/", "rules", Rules, get="list"),
]
