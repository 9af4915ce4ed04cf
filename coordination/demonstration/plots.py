"""The kinds of story: each makes one claim whose worker was first seen on a day.

The shares are a shape for data, not facts (domain.md 13). Each plot is played once before chance decides, so
that a small demonstration holds one of everything too.
"""

from collections.abc import Callable
from datetime import date, timedelta

from cohe.workdays import bd
from coordination.demonstration import beginnings, courses
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import Story

Plot = Callable[[Setting, date], Story]


def medical_only(setting: Setting, visit: date) -> Story:
    """A cut, a sprain: no day lost, closed after some weeks."""
    story = beginnings.begin(setting, visit)
    if setting.chance(0.25):
        courses.prescribe_other(setting, story, visit)
    if setting.chance(0.05):
        courses.prescribe(setting, story, visit, 3)
    beginnings.close(setting, story, story.established + setting.days(12, 75))
    return story


def modified_duty(setting: Setting, visit: date) -> Story:
    """Light work from the first visit, then full duty."""
    story = beginnings.begin(setting, visit)
    back = courses.work(setting, story, visit, (("modified", setting.rng.randint(10, 75)), ("full_duty", 1)))
    beginnings.close(setting, story, back + setting.days(14, 50))
    return story


def kept_on_salary(setting: Setting, visit: date) -> Story:
    """The employer pays full wages while the worker is off, then gives light work."""
    story = beginnings.begin(setting, visit)
    plan = (("kos", setting.rng.randint(6, 30)), ("modified", setting.rng.randint(10, 40)), ("full_duty", 1))
    back = courses.work(setting, story, visit, plan)
    beginnings.close(setting, story, back + setting.days(14, 50))
    return story


def short_spell(setting: Setting, visit: date) -> Story:
    """Less than two weeks off, some of it unpaid."""
    story = beginnings.begin(setting, visit)
    plan = (
        ("off_work", setting.rng.randint(2, 12)),
        ("modified", setting.rng.randint(5, 25)),
        ("full_duty", 1),
    )
    back = courses.work(setting, story, visit + setting.days(0, 1), plan)
    if setting.chance(0.2):
        courses.prescribe(setting, story, visit, 8)
    beginnings.close(setting, story, back + setting.days(14, 50))
    return story


def long_spell(setting: Setting, visit: date) -> Story:
    """Weeks or months off work, light work, return: what the FRQ is for."""
    rng = setting.rng
    story = beginnings.begin(setting, visit)
    story.kind = "time-loss"
    off = round(rng.triangular(14, 170, 30))
    plan = [("off_work", off), ("modified", rng.randint(14, 50)), ("full_duty", 1)]
    if setting.chance(0.15):
        # A return that failed: a second spell.
        plan[1:1] = [("modified", rng.randint(7, 14)), ("off_work", rng.randint(10, 40))]
    back = courses.work(setting, story, visit + setting.days(0, 2), plan)
    if setting.chance(0.35):
        courses.prescribe(setting, story, visit, rng.choice((6, 12, 20)))
    beginnings.close(setting, story, back + setting.days(20, 60))
    return story


def long_opioids(setting: Setting, visit: date) -> Story:
    """Opioids past six weeks, some past twelve, one in four above the dose that asks for a consultation."""
    rng = setting.rng
    story = beginnings.begin(setting, visit)
    story.kind = "opioids"
    off = rng.randint(40, 150)
    back = courses.work(
        setting, story, visit, (("off_work", off), ("modified", rng.randint(20, 50)), ("full_duty", 1))
    )
    courses.prescribe(setting, story, visit, rng.randint(40, 140), dose=130 if setting.chance(0.25) else None)
    beginnings.close(setting, story, back + setting.days(20, 60))
    return story


def surgery(setting: Setting, visit: date, state: str = "") -> Story:
    """An operation: asked for, decided, planned, done, or not."""
    rng = setting.rng
    story = beginnings.begin(setting, visit)
    story.kind = "surgery"
    ways = ("performed", "performed", "performed", "scheduled", "denied", "requested", "authorized")
    state = state or rng.choice(ways)
    asked = visit + setting.days(14, 60)
    before = (asked - visit).days + rng.randint(16, 34)
    courses.work(
        setting,
        story,
        visit,
        (("modified", before), ("off_work", rng.randint(20, 70)), ("modified", 30), ("full_duty", 1)),
    )
    row = courses.operate(setting, story, asked, state)
    if row is not None and row.performed_on:
        courses.prescribe(setting, story, row.performed_on, 10)
        beginnings.close(setting, story, row.performed_on + setting.days(110, 170))
    else:
        beginnings.close(setting, story, asked + setting.days(120, 200))
    return story


def occupational_disease(setting: Setting, visit: date) -> Story:
    """A disease of the work: a work history is asked for."""
    story = beginnings.begin(setting, visit, disease=True)
    story.kind = "disease"
    back = visit
    if setting.chance(0.5):
        plan = (("modified", setting.rng.randint(20, 90)), ("full_duty", 1))
        back = courses.work(setting, story, visit, plan)
    beginnings.close(setting, story, max(back, story.established) + setting.days(60, 160))
    return story


def emergency_room(setting: Setting, visit: date) -> Story:
    """First seen in an emergency department, then by an attending provider, a few by nobody."""
    story = beginnings.begin(setting, visit, emergency=True)
    story.kind = "emergency"
    beginnings.see_another(setting, story, visit + setting.days(1, 9))
    if setting.chance(0.3):
        plan = (
            ("off_work", setting.rng.randint(3, 20)),
            ("modified", setting.rng.randint(7, 30)),
            ("full_duty", 1),
        )
        courses.work(setting, story, visit, plan)
    beginnings.close(setting, story, story.established + setting.days(25, 90))
    return story


def report_late(setting: Setting, visit: date) -> Story:
    """The report of accident has not come, or came late."""
    story = beginnings.begin(setting, visit)
    story.kind = "report-late"
    late = bd(visit, setting.rng.randint(6, 16))
    story.roa_received = late if late <= setting.day else None
    beginnings.close(setting, story, story.established + setting.days(20, 80))
    return story


def report_incomplete(setting: Setting, visit: date) -> Story:
    """The report of accident lacks something."""
    story = beginnings.begin(setting, visit)
    story.kind = "report-incomplete"
    story.roa_complete = False
    beginnings.close(setting, story, story.established + setting.days(20, 80))
    return story


def form_missing(setting: Setting, visit: date) -> Story:
    """Light work without an APF."""
    story = modified_duty(setting, visit)
    story.kind = "form-missing"
    courses.first_apf_late(story)
    return story


def reopened(setting: Setting, visit: date) -> Story:
    """Closed, then worse again, and reopened."""
    story = beginnings.begin(setting, visit)
    story.kind = "reopened"
    back = courses.work(setting, story, visit, (("modified", setting.rng.randint(10, 30)), ("full_duty", 1)))
    closed = back + setting.days(14, 40)
    beginnings.close(setting, story, closed)
    again = bd(closed + setting.days(61, 90), 1)
    if again <= setting.day and story.is_closed(again):
        story.statuses.append((again, "reopened"))
        story.work[-1] = story.work[-1]._replace(through_date=again - timedelta(days=1))
        courses.work(
            setting,
            story,
            again,
            (("off_work", setting.rng.randint(15, 60)), ("modified", 30), ("full_duty", 1)),
        )
    return story


def rejected(setting: Setting, visit: date) -> Story:
    """L&I says no."""
    story = beginnings.begin(setting, visit)
    on = story.established + setting.days(15, 40)
    if on <= setting.day:
        story.statuses = [(story.established, "pending"), (on, "rejected")]
    return story


def a_year_in_care(setting: Setting, visit: date) -> Story:
    """Still in care in the last month of the service window: a closing review."""
    visit = setting.day - setting.days(336, 350)
    story = beginnings.begin(setting, visit)
    story.kind = "year"
    start = visit + setting.days(0, 2)
    courses.work(setting, story, start, (("off_work", 60), ("modified", 150), ("full_duty", 400)))
    return story


# Share in percent; how many days before today the worker was first seen when the plot is played in any case.
PLOTS: tuple[tuple[float, Plot, int], ...] = (
    (62.0, medical_only, 20),
    (10.0, modified_duty, 30),
    (2.5, kept_on_salary, 15),
    (5.0, short_spell, 12),
    (5.5, long_spell, 40),
    (1.0, long_opioids, 90),
    (2.5, surgery, 75),
    (3.0, occupational_disease, 30),
    (2.5, emergency_room, 20),
    (1.5, report_late, 9),
    (1.0, report_incomplete, 14),
    (0.8, form_missing, 12),
    (0.7, reopened, 175),
    (0.3, a_year_in_care, 340),
    (2.0, rejected, 60),
)
WEIGHTS = tuple(weight for weight, _, _ in PLOTS)


def any_plot(setting: Setting) -> Plot:
    """Return a plot as chance has it."""
    return setting.rng.choices(PLOTS, WEIGHTS)[0][1]
