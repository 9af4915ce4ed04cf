"""Addresses of training."""

from django.urls import URLPattern, path

from training.views import courses, qualification, team

app_name = "training"
OF_PERSON = "training/people/<int:person_id>/"
urlpatterns: list[URLPattern] = [
    path("training/", team.team, name="team"),
    path("training/missing.csv", team.missing_csv, name="missing-csv"),
    path("training/mine/", team.mine, name="mine"),
    path(OF_PERSON, team.person, name="person"),
    path(f"{OF_PERSON}experience/", qualification.experience_add, name="experience-add"),
    path(f"{OF_PERSON}degree/", qualification.degree_add, name="degree-add"),
    path(f"{OF_PERSON}skill/", qualification.skill_show, name="skill-show"),
    path(f"{OF_PERSON}issue/", qualification.issue_report, name="issue-report"),
    path(f"{OF_PERSON}number/", qualification.number_keep, name="number-keep"),
    path(f"{OF_PERSON}application/", qualification.application_send, name="application-send"),
    path(f"{OF_PERSON}course/", courses.course_add, name="course-add"),
    path(f"{OF_PERSON}goal/", courses.goal_set, name="goal-set"),
    path(f"{OF_PERSON}evaluation/", courses.review_hold, name="review-hold"),
    path(f"{OF_PERSON}mentor/", courses.mentor_name, name="mentor-name"),
    path(
        "training/experience/<int:experience_id>/judge/",
        qualification.experience_judge,
        name="experience-judge",
    ),
    path(
        "training/experience/<int:experience_id>/withdraw/",
        qualification.experience_withdraw,
        name="experience-withdraw",
    ),
    path("training/degrees/<int:degree_id>/judge/", qualification.degree_judge, name="degree-judge"),
    path("training/degrees/<int:degree_id>/withdraw/", qualification.degree_withdraw, name="degree-withdraw"),
    path(
        "training/issues/<int:reported_issue_id>/resolve/", qualification.issue_resolve, name="issue-resolve"
    ),
    path(
        "training/applications/<int:application_id>/answer/",
        qualification.application_answer,
        name="application-answer",
    ),
    path("training/courses/<int:course_id>/withdraw/", courses.course_withdraw, name="course-withdraw"),
    path("training/courses/<int:course_id>/evidence/", courses.evidence_add, name="evidence-add"),
    path("training/evidence/<int:evidence_id>/", courses.evidence_open, name="evidence"),
    path("training/goals/<int:goal_id>/end/", courses.goal_end, name="goal-end"),
    path("training/goals/<int:goal_id>/open/", courses.goal_open, name="goal-open"),
    path("training/mentors/<int:mentor_id>/end/", courses.mentor_end, name="mentor-end"),
]
