"""Addresses of coordination."""

from django.urls import URLPattern, path

from coordination.views import (
    activity,
    assessment_forms,
    assessments,
    billing,
    billing_codes,
    calls,
    claim,
    claim_community,
    community,
    conferences,
    delegations,
    drafts,
    frqs,
    go_live,
    hand_overs,
    items,
    letter_templates,
    letters,
    medication,
    notes,
    ohms,
    plan_marks,
    plan_papers,
    plans,
    questions,
    records,
    referral_log,
    referrals,
    return_to_work,
    rules,
    saved_views,
    search,
    slips,
    surgeries,
    tasks,
    transitions,
    visit_packets,
    worklist,
)

app_name = "coordination"

DESK = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/filter/", worklist.worklist_filter, name="worklist-filter"),
    path("worklist/mine/", worklist.my_actions, name="my-actions"),
    path("worklist/actions/<uuid:key>/", worklist.desk_action, name="desk-action"),
    path("worklist/actions/<uuid:key>/download/", worklist.desk_action_csv, name="desk-action-csv"),
    path("worklist/undo/", items.desk_undo, name="desk-undo"),
    path("worklist/items/<int:item_id>/history/", worklist.item_history, name="item-history"),
    # Each verb for one item of the address, or for those that the form names.
    path("worklist/items/<int:item_id>/done/", items.item_done, name="item-done"),
    path("worklist/items/done/", items.item_done, name="item-done"),
    path("worklist/items/<int:item_id>/snooze/", items.item_snooze, name="item-snooze"),
    path("worklist/items/snooze/", items.item_snooze, name="item-snooze"),
    path("worklist/items/<int:item_id>/wake/", items.item_wake, name="item-wake"),
    path("worklist/items/wake/", items.item_wake, name="item-wake"),
    path("worklist/items/<int:item_id>/reopen/", items.item_reopen, name="item-reopen"),
    path("worklist/items/reopen/", items.item_reopen, name="item-reopen"),
    path("worklist/items/<int:item_id>/dismiss/", items.item_dismiss, name="item-dismiss"),
    path("worklist/items/dismiss/", items.item_dismiss, name="item-dismiss"),
    path("worklist/items/<int:item_id>/reassign/", items.item_reassign, name="item-reassign"),
    path("worklist/items/reassign/", items.item_reassign, name="item-reassign"),
    path("worklist/items/<int:item_id>/promote/", items.item_promote, name="item-promote"),
    path("worklist/items/promote/", items.item_promote, name="item-promote"),
    path("tasks/<int:item_id>/", tasks.task_change, name="task-change"),
    path("nothing-slips/", slips.nothing_slips, name="nothing-slips"),
    path("delegated/", delegations.delegated_list, name="delegated"),
    path(
        "delegations/<int:delegation_id>/take-back/",
        delegations.delegation_take_back,
        name="delegation-take-back",
    ),
    path(
        "delegations/<int:delegation_id>/promote/", delegations.delegation_promote, name="delegation-promote"
    ),
    path("worklist/views/", saved_views.view_list, name="view-list"),
    path("worklist/views/new/", saved_views.view_create, name="view-create"),
    path("worklist/views/<int:view_id>/", saved_views.view_change, name="view-change"),
    path("worklist/views/<int:view_id>/move/", saved_views.view_move, name="view-move"),
    path("worklist/views/<int:view_id>/delete/", saved_views.view_delete, name="view-delete"),
]

CLAIM = [
    path("claims/", search.search, name="claim-search"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("claims/<int:claim_id>/reason/", claim.claim_reason, name="claim-reason"),
    path("claims/<int:claim_id>/readers/", claim.claim_readers, name="claim-readers"),
    path("claims/<int:claim_id>/conferences/", conferences.conference_plan, name="conference-plan"),
    path("conferences/<int:conference_id>/", conferences.conference_hold, name="conference-hold"),
    path("conferences/<int:conference_id>/cancel/", conferences.conference_cancel, name="conference-cancel"),
    path("claims/<int:claim_id>/questions/", questions.question_ask, name="question-ask"),
    path("questions/", questions.question_list, name="question-list"),
    path("questions/<int:question_id>/", questions.question_answer, name="question-answer"),
    path("questions/<int:question_id>/pass-on/", questions.question_pass_on, name="question-pass-on"),
    path("questions/<int:question_id>/withdraw/", questions.question_withdraw, name="question-withdraw"),
    path("claims/<int:claim_id>/call/", calls.call, name="call"),
    path("claims/<int:claim_id>/call/draft/", calls.call_draft, name="call-draft"),
    path("claims/<int:claim_id>/tasks/", tasks.task_add, name="task-add"),
    path("claims/<int:claim_id>/delegate/", delegations.claim_delegate, name="claim-delegate"),
    path("claims/<int:claim_id>/tier/", claim.tier_change, name="tier-change"),
    path("claims/<int:claim_id>/notes/", notes.note_sign, name="note-sign"),
    path("claims/<int:claim_id>/notes/<uuid:key>/", drafts.note_draft, name="note-draft"),
    path("drafts/<int:draft_id>/discard/", drafts.draft_discard, name="draft-discard"),
    path("notes/<int:note_id>/", notes.note, name="note"),
    path("notes/<int:note_id>/addendum/", notes.note_addendum, name="note-addendum"),
    path("notes/<int:note_id>/minutes/", notes.note_minutes, name="note-minutes"),
    path("claims/<int:claim_id>/frq/", frqs.frq_answer, name="frq-answer"),
    path("frqs/<int:frq_id>/withdraw/", frqs.frq_withdraw, name="frq-withdraw"),
    path("claims/<int:claim_id>/records/", records.record_add, name="record-add"),
    path("records/<int:record_id>/withdraw/", records.record_withdraw, name="record-withdraw"),
    path("claims/<int:claim_id>/work-status/", records.work_status_add, name="work-status-add"),
    path("work-status/<int:row_id>/withdraw/", records.work_status_withdraw, name="work-status-withdraw"),
]

PLAN = [
    path("claims/<int:claim_id>/plan/", plans.plan, name="plan"),
    path("claims/<int:claim_id>/plan/new/", plans.plan_create, name="plan-create"),
    path("claims/<int:claim_id>/plan/update/", plan_papers.update_add, name="plan-update-add"),
    path("plans/<int:plan_id>/change/", plans.plan_change, name="plan-change"),
    path("plans/<int:plan_id>/versions/", plans.plan_versions, name="plan-versions"),
    path("plans/<int:plan_id>/discussion/", plans.plan_discuss, name="plan-discuss"),
    path("plans/<int:plan_id>/activation/", plans.plan_activate, name="plan-activate"),
    path("plans/<int:plan_id>/conclusion/", plans.plan_conclude, name="plan-conclude"),
    path("plans/<int:plan_id>/contact/", plan_marks.plan_contact, name="plan-contact"),
    path("plans/<int:plan_id>/lines/<int:line_key>/", plan_marks.plan_line, name="plan-line"),
    path("plans/<int:plan_id>/lines/<int:line_key>/done/", plan_marks.line_done, name="plan-line-done"),
    path("plans/<int:plan_id>/reports/", plan_papers.report_add, name="plan-report-add"),
    path(
        "plan-discussions/<int:discussion_id>/withdraw/",
        plans.discussion_withdraw,
        name="plan-discussion-withdraw",
    ),
    path("plan-marks/<int:mark_id>/withdraw/", plan_marks.mark_withdraw, name="plan-mark-withdraw"),
    path(
        "plan-reports/<int:report_id>/passed/",
        plan_papers.report_follow,
        {"step": "passed"},
        name="plan-report-pass",
    ),
    path(
        "plan-reports/<int:report_id>/reviewed/",
        plan_papers.report_follow,
        {"step": "reviewed"},
        name="plan-report-review",
    ),
    path("plan-reports/<int:report_id>/withdraw/", plan_papers.report_withdraw, name="plan-report-withdraw"),
    path("plan-updates/<int:update_id>/", plan_papers.update, name="plan-update"),
    path("plan-updates/<int:update_id>/send/", plan_papers.update_send, name="plan-update-send"),
    path("plan-updates/<int:update_id>/withdraw/", plan_papers.update_withdraw, name="plan-update-withdraw"),
]

REFERRALS = [
    path("claims/<int:claim_id>/referrals/", referrals.referral_list, name="referral-list"),
    path("claims/<int:claim_id>/referrals/start/", referrals.referral_start, name="referral-start"),
    path("referrals/", referral_log.referral_log, name="referral-log"),
    path("referrals/export/", referral_log.referral_export, name="referral-export"),
    path("referrals/barriers/", referral_log.referral_barriers, name="referral-barriers"),
    path("referrals/<int:referral_id>/", referrals.referral, name="referral"),
    path("referrals/<int:referral_id>/undo/", referrals.referral_undo, name="referral-undo"),
    path("referrals/<int:referral_id>/uses/", referrals.referral_use, name="referral-use"),
    path("referrals/<int:referral_id>/<slug:step>/", referrals.referral_step, name="referral-step"),
    path(
        "referral-uses/<int:use_id>/withdraw/", referrals.referral_use_withdraw, name="referral-use-withdraw"
    ),
]

ASSESSMENTS = [
    path("claims/<int:claim_id>/assessments/", assessments.assessment_list, name="assessment-list"),
    path(
        "claims/<int:claim_id>/assessments/<slug:slug>/", assessments.assessment_take, name="assessment-take"
    ),
    path("claims/<int:claim_id>/progress-alert/", assessments.progress_alert, name="progress-alert"),
    path("claims/<int:claim_id>/interventions/", assessments.interventions, name="interventions"),
    path("assessments/<int:assessment_id>/", assessments.assessment, name="assessment"),
    path(
        "assessments/<int:assessment_id>/withdraw/",
        assessments.assessment_withdraw,
        name="assessment-withdraw",
    ),
    path(
        "interventions/<int:intervention_id>/withdraw/",
        assessments.intervention_withdraw,
        name="intervention-withdraw",
    ),
    path("claims/<int:claim_id>/medication/", medication.medication_check, name="medication-check"),
    path("medication-checks/<int:check_id>/told/", medication.medication_told, name="medication-told"),
    path(
        "medication-checks/<int:check_id>/withdraw/",
        medication.medication_withdraw,
        name="medication-withdraw",
    ),
    path("claims/<int:claim_id>/papers/", medication.paper_add, name="paper-add"),
    path("papers/<int:paper_id>/", medication.paper_change, name="paper-change"),
    path("papers/<int:paper_id>/withdraw/", medication.paper_withdraw, name="paper-withdraw"),
    path("assessment-forms/", assessment_forms.form_list, name="assessment-forms"),
    path("assessment-forms/new/", assessment_forms.form_new, name="assessment-form-new"),
    path("assessment-forms/<slug:slug>/", assessment_forms.form_change, name="assessment-form-change"),
    path("assessment-forms/<slug:slug>/retire/", assessment_forms.form_retire, name="assessment-form-retire"),
    path(
        "assessment-forms/<slug:slug>/use-again/",
        assessment_forms.form_use_again,
        name="assessment-form-use-again",
    ),
]

SURGERY = [
    path("claims/<int:claim_id>/surgeries/", surgeries.surgery_list, name="surgeries"),
    path("claims/<int:claim_id>/surgeries/new/", surgeries.surgery_candidate, name="surgery-candidate"),
    path("claims/<int:claim_id>/surgeries/dates/", surgeries.surgery_dates, name="surgery-dates"),
    path(
        "claims/<int:claim_id>/surgeries/plan/<slug:plan_kind>/", surgeries.surgery_plan, name="surgery-plan"
    ),
    path("claims/<int:claim_id>/surgeries/conclude/", surgeries.surgery_conclude, name="surgery-conclude"),
    path("surgeries/<int:episode_id>/count/", surgeries.surgery_count_anew, name="surgery-count-anew"),
    path("surgeries/<int:episode_id>/join/", surgeries.surgery_join, name="surgery-join"),
    path("surgeries/<int:episode_id>/reopen/", surgeries.surgery_reopen, name="surgery-reopen"),
    path("surgeries/<int:episode_id>/withdraw/", surgeries.surgery_withdraw, name="surgery-withdraw"),
    path("surgery-moves/<int:move_id>/undo/", surgeries.surgery_move_undo, name="surgery-move-undo"),
    path(
        "release-plans/<int:release_plan_id>/withdraw/",
        surgeries.release_plan_withdraw,
        name="release-plan-withdraw",
    ),
    path("milestones/<int:milestone_id>/met/", surgeries.milestone_met, name="milestone-met"),
    path("milestones/<int:milestone_id>/unmet/", surgeries.milestone_unmet, name="milestone-unmet"),
]

WORK = [
    path("claims/<int:claim_id>/job-papers/new/", return_to_work.job_paper_add, name="job-paper-add"),
    path("job-papers/<int:job_paper_id>/", return_to_work.job_paper, name="job-paper"),
    path(
        "job-papers/<int:job_paper_id>/withdraw/",
        return_to_work.job_paper_withdraw,
        name="job-paper-withdraw",
    ),
    path("claims/<int:claim_id>/employer/", return_to_work.employer_contact, name="employer-contact"),
    path(
        "employer-contacts/<int:contact_id>/withdraw/",
        return_to_work.employer_contact_withdraw,
        name="employer-contact-withdraw",
    ),
]

TIME = [
    path("time/", ohms.ohms_list, name="time"),
    path("time/entered/", ohms.ohms_enter, name="ohms-enter"),
    path("time/entered/<int:action_id>/undo/", ohms.ohms_undo, name="ohms-undo"),
    path("claims/<int:claim_id>/ohms/", ohms.ohms_claim, name="ohms-claim"),
    path("time/billing/", billing.billing_month, name="billing"),
    path("time/billing/lines/", billing.billing_make, name="billing-make"),
    path("time/billing/lines/<int:line_id>/reverse/", billing.line_reverse, name="line-reverse"),
    path("time/billing/files/", billing.billing_take, name="billing-take"),
    path("time/billing/files/<int:file_id>/", billing.billing_file, name="billing-file"),
    path("time/activity/", activity.activity, name="activity"),
    path("time/activity/export/", activity.activity_export, name="activity-export"),
    path("billing-codes/", billing_codes.code_list, name="billing-codes"),
]

COMMUNITY = [
    path("resources/", community.resource_list, name="resources"),
    path("resources/export/", community.resource_export, name="resource-export"),
    path("resources/new/", community.resource_new, name="resource-new"),
    path("resources/<int:resource_id>/", community.resource_change, name="resource-change"),
    path("resources/<int:resource_id>/verify/", community.resource_verify, name="resource-verify"),
    path("resources/<int:resource_id>/retire/", community.resource_retire, name="resource-retire"),
    path("resources/<int:resource_id>/use-again/", community.resource_use_again, name="resource-use-again"),
    path(
        "verifications/<int:verification_id>/withdraw/",
        community.verification_withdraw,
        name="verification-withdraw",
    ),
    path("claims/<int:claim_id>/resources/", claim_community.claim_resources, name="claim-resources"),
    path("resource-shares/<int:resource_share_id>/", claim_community.share_follow_up, name="share-follow-up"),
    path(
        "resource-shares/<int:resource_share_id>/withdraw/",
        claim_community.share_withdraw,
        name="share-withdraw",
    ),
    path("claims/<int:claim_id>/documents/", claim_community.documents, name="documents"),
    path("documents/<int:document_id>/review/", claim_community.document_review, name="document-review"),
    path(
        "document-reviews/<int:document_review_id>/withdraw/",
        claim_community.review_withdraw,
        name="document-review-withdraw",
    ),
]

LETTERS = [
    path("claims/<int:claim_id>/letters/", letters.letter_list, name="letters"),
    path("claims/<int:claim_id>/letters/new/", letters.letter_new, name="letter-new"),
    path("letters/<int:letter_id>/", letters.letter, name="letter"),
    path("letters/<int:letter_id>/change/", letters.letter_change, name="letter-change"),
    path("letters/<int:letter_id>/send/", letters.letter_send, name="letter-send"),
    path("letters/<int:letter_id>/withdraw/", letters.letter_withdraw, name="letter-withdraw"),
    path("letters/<int:letter_id>/pdf/", letters.letter_pdf, name="letter-pdf"),
    path("claims/<int:claim_id>/visit-packets/new/", visit_packets.packet_new, name="visit-packet-new"),
    path("visit-packets/", visit_packets.packet_list, name="visit-packets"),
    path("visit-packets/export/", visit_packets.packet_export, name="visit-packet-export"),
    path("visit-packets/<int:visit_packet_id>/", visit_packets.packet, name="visit-packet"),
    path("visit-packets/<int:visit_packet_id>/send/", visit_packets.packet_send, name="visit-packet-send"),
    path(
        "visit-packets/<int:visit_packet_id>/withdraw/",
        visit_packets.packet_withdraw,
        name="visit-packet-withdraw",
    ),
    path("visit-packets/<int:visit_packet_id>/pdf/", visit_packets.packet_pdf, name="visit-packet-pdf"),
    path("letter-templates/", letter_templates.template_list, name="letter-templates"),
    path("letter-templates/letterhead/", letter_templates.letterhead_set, name="letterhead-set"),
    path("letter-templates/new/", letter_templates.template_new, name="letter-template-new"),
    path(
        "letter-templates/<slug:letter_template>/",
        letter_templates.template_change,
        name="letter-template-change",
    ),
    path(
        "letter-templates/<slug:letter_template>/retire/",
        letter_templates.template_retire,
        name="letter-template-retire",
    ),
    path(
        "letter-templates/<slug:letter_template>/use-again/",
        letter_templates.template_use_again,
        name="letter-template-use-again",
    ),
]

RULES = [
    path("rules/", rules.rules, name="rules"),
    path("go-live/", go_live.go_live, name="go-live"),
    path("go-live/<int:action_id>/undo/", go_live.go_live_undo, name="go-live-undo"),
]

TRANSITIONS = [
    path("hand-overs/", hand_overs.hand_over_list, name="hand-overs"),
    path("claims/<int:claim_id>/hand-over/", hand_overs.hand_over_add, name="hand-over-add"),
    path("hand-overs/<int:hand_over_id>/", hand_overs.hand_over, name="hand-over"),
    path("hand-overs/<int:hand_over_id>/answer/", hand_overs.hand_over_answer, name="hand-over-answer"),
    path("packets/<int:packet_id>/", hand_overs.packet, name="packet"),
    path("packets/<int:packet_id>/answer/", hand_overs.packet_answer, name="packet-answer"),
    path("claims/<int:claim_id>/transfer/", transitions.transfer, name="transfer"),
    path("transfers/<int:transfer_id>/", transitions.transfer_change, name="transfer-change"),
    path("transfers/<int:transfer_id>/withdraw/", transitions.transfer_withdraw, name="transfer-withdraw"),
    path("claims/<int:claim_id>/hospital/", transitions.stay, name="stay"),
    path("stays/<int:stay_id>/", transitions.stay_change, name="stay-change"),
    path("stays/<int:stay_id>/withdraw/", transitions.stay_withdraw, name="stay-withdraw"),
    path("claims/<int:claim_id>/checklists/", transitions.checklist_begin, name="checklist-begin"),
    path("checklists/<int:checklist_id>/mark/", transitions.checklist_mark, name="checklist-mark"),
    path(
        "checklists/<int:checklist_id>/withdraw/", transitions.checklist_withdraw, name="checklist-withdraw"
    ),
]

urlpatterns: list[URLPattern] = [
    *DESK,
    *CLAIM,
    *PLAN,
    *REFERRALS,
    *TRANSITIONS,
    *ASSESSMENTS,
    *SURGERY,
    *WORK,
    *TIME,
    *COMMUNITY,
    *LETTERS,
    *RULES,
]
