"""Addresses of the API of training."""

from cohe.api_resource import Resource, route
from training.api.courses import EvidenceFiles, Learned, Learning, SentEvidence
from training.api.people import BroughtAlong, Papers, Qualifications, Trainings

OF_PERSON = "training/people/<int:person_id>/"
# What is recorded of a person: the address under hers, its name, the resource, the action.
RECORDED: tuple[tuple[str, str, type[Resource], str], ...] = (
    ("experience", "training-experience", Qualifications, "add_experience"),
    ("degrees", "training-degrees", Qualifications, "add_degree"),
    ("skills", "training-skills", Qualifications, "show_skill"),
    ("issues", "training-issues", Qualifications, "report_issue"),
    ("provider-number", "training-number", Qualifications, "keep_number"),
    ("applications", "training-applications", Qualifications, "send_application"),
    ("courses", "training-courses", Learning, "add_course"),
    ("goals", "training-goals", Learning, "set_goal"),
    ("evaluations", "training-evaluations", Learning, "hold_evaluation"),
    ("mentors", "training-mentors", Learning, "name_mentor"),
)
# What is done to one of them.
DONE: tuple[tuple[str, str, type[Resource], str], ...] = (
    ("experience/<int:experience_id>/judge", "experience-judge", BroughtAlong, "judge_experience"),
    ("experience/<int:experience_id>/withdraw", "experience-withdraw", BroughtAlong, "withdraw_experience"),
    ("experience/<int:experience_id>/put-back", "experience-put-back", BroughtAlong, "put_back_experience"),
    ("degrees/<int:degree_id>/judge", "degree-judge", BroughtAlong, "judge_degree"),
    ("degrees/<int:degree_id>/withdraw", "degree-withdraw", BroughtAlong, "withdraw_degree"),
    ("degrees/<int:degree_id>/put-back", "degree-put-back", BroughtAlong, "put_back_degree"),
    ("issues/<int:reported_issue_id>/resolve", "issue-resolve", Papers, "resolve"),
    ("applications/<int:application_id>/answer", "application-answer", Papers, "answer_application"),
    ("courses/<int:course_id>/withdraw", "course-withdraw", Learned, "withdraw"),
    ("courses/<int:course_id>/put-back", "course-put-back", Learned, "put_back"),
    ("courses/<int:course_id>/evidence", "course-evidence", SentEvidence, "add"),
    ("goals/<int:goal_id>/end", "training-goal-end", Learned, "end_goal"),
    ("goals/<int:goal_id>/open", "training-goal-open", Learned, "open_goal"),
    ("mentors/<int:mentor_id>/end", "mentor-end", Learned, "end_mentor"),
)

urlpatterns = [
    route("training/team/", "training-team", Trainings, get="team"),
    route(OF_PERSON, "training-of-person", Trainings, get="retrieve"),
    route("training/evidence/<int:evidence_id>/", "evidence", EvidenceFiles, get="retrieve"),
    *(route(f"{OF_PERSON}{end}/", name, resource, post=action) for end, name, resource, action in RECORDED),
    *(route(f"training/{end}/", name, resource, post=action) for end, name, resource, action in DONE),
]
