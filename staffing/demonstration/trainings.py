"""What each of the invented coordinators brought along and learned since she came. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from training.choices import Skill, Topic, Way, Work

A, B = Topic.BUSINESS_PROCESS, Topic.ANOTHER_COHE


class Job(NamedTuple):
    """Work that ended so many months before the hire and took so many months."""

    work: Work
    employer: str
    months: int
    before: int = 0
    hours_a_week: int = 40
    review_asked: bool = False


class Lesson(NamedTuple):
    """Training so many days after the hire; approved so many days before it, None: never."""

    way: Way
    title: str
    day: int
    hours: Decimal
    topics: tuple[Topic, ...] = ()
    place: str = ""
    approved_before: int | None = None
    is_testing: bool = False
    has_evidence: bool = False


class Goal(NamedTuple):
    """A goal: by how many days from today (negative: before it), and whether it is met."""

    text: str
    days: int
    is_met: bool = False


TESTING = Lesson(
    Way.OTHER, "L&I's required HSC module and test", 40, Decimal(3), (A,), is_testing=True, has_evidence=True
)
ORIENTATION = Lesson(
    Way.ORIENTATION, "Orientation at L&I headquarters", 55, Decimal(6), (A,), "Tumwater", has_evidence=True
)
SHADOWING = Lesson(
    Way.SHADOWING, "A day beside an HSC of another COHE", 80, Decimal(4), (B,), "Renton", has_evidence=True
)
ROLES = Lesson(Way.COHE_TRAINING, "Roles and process of our COHE", 5, Decimal(16))


class Training(NamedTuple):
    """One coordinator's story. `application` in words of ApplicationState, empty: none was sent.

    `evaluated`: so many days ago, None: never. `hired`: so many days ago, for one who is not on the roster.
    """

    jobs: tuple[Job, ...]
    degree: str = "BA in Health Sciences"
    degree_asked: bool = False
    skills: tuple[Skill, ...] = tuple(Skill)
    lessons: tuple[Lesson, ...] = (ROLES, TESTING, ORIENTATION, SHADOWING)
    application: str = "accepted"
    evaluated: int | None = 200
    mentor: str = ""
    goals: tuple[Goal, ...] = ()
    issue: str = ""
    hired: int | None = None


NURSE = Job(Work.DIRECT_CARE, "Madrona General Hospital, registered nurse", 62)
ASSISTANT = Job(Work.DIRECT_CARE, "Alder Street Clinic, medical assistant", 44)
USUAL = Training((NURSE,))
STORIES: Mapping[str, Mapping[str, Training]] = {
    "CEDAR": {
        "Maya": Training(
            (NURSE, Job(Work.RETURN_TO_WORK, "Sound Rehabilitation", 30, before=20, hours_a_week=24)),
            goals=(
                Goal("Lead the case conferences of the surgery episodes", 60),
                Goal("Mentor a new HSC", -30, is_met=True),
            ),
        ),
        # Counts by the second version of the rule only.
        "Rafael": Training(
            (Job(Work.CLAIMS_MANAGEMENT, "Harbor Mutual, claims adjuster", 50),),
            "BA in Economics",
            lessons=(
                ROLES,
                TESTING,
                Lesson(
                    Way.APPROVED_CONTENT,
                    "How claims are decided",
                    30,
                    Decimal("2.5"),
                    (A,),
                    approved_before=12,
                ),
                Lesson(Way.CONFERENCE, "HSC conference of L&I", 120, Decimal(7), (B,), "Ellensburg"),
            ),
            evaluated=400,
        ),
        # Late: an hour of shadowing is missing, and how another COHE works was never covered.
        "Thuy": Training(
            (NURSE,),
            lessons=(
                ROLES,
                TESTING,
                Lesson(Way.SHADOWING, "A morning beside an HSC", 150, Decimal(3), (), "Spokane"),
            ),
            application="sent",
        ),
        "Dolores": Training((Job(Work.DIRECT_CARE, "Quarry Road Urgent Care, nurse navigator", 92),), ""),
        # Conditionally qualified: the test is still to come.
        "Ben": Training((ASSISTANT,), "", lessons=(ROLES,), application="", evaluated=None),
        # Came this quarter.
        "Imani": Training(
            (Job(Work.RETURN_TO_WORK, "Tideflats Clinic, return-to-work coordinator", 40),),
            "BSW",
            skills=(Skill.COMMUNICATION, Skill.DOCUMENTATION),
            lessons=(ROLES,),
            application="",
            evaluated=None,
            mentor="Maya",
        ),
        # In her fifth month: orientation is had, of four hours of shadowing two and a half.
        "Petra": Training(
            (ASSISTANT, Job(Work.OTHER, "Larch Street Clinic, interpreter", 30, before=44)),
            "BS in Nursing",
            lessons=(
                ROLES,
                TESTING,
                Lesson(Way.SHADOWING, "First day of shadowing", 90, Decimal("2.5"), (), "Yakima"),
            ),
            application="sent",
            evaluated=None,
            mentor="Dolores",
            goals=(Goal("Take over ten claims of the high tier", 20),),
            hired=158,
        ),
    },
    "PALOUSE": {
        "Teo": Training((ASSISTANT,), lessons=(ROLES, TESTING, ORIENTATION), application="sent"),
        "Gwen": Training((NURSE,), issue="Two bills came after the time limit; both were put right."),
    },
    "ORCA": {
        # A degree from abroad: a reviewer must say whether it is equivalent.
        "Rosie": Training(
            (
                Job(
                    Work.SCHEDULER,
                    "Inlet Orthopedics, scheduler in occupational health",
                    40,
                    review_asked=True,
                ),
            ),
            "Diploma in nursing, Manila",
            degree_asked=True,
            application="",
        ),
    },
}
# Who is hired for training alone, not on the roster: name by COHE.
HIRED = {"CEDAR": ("Petra Novak",)}
