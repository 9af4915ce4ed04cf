"""What becomes of a worker: spells off work, modified duty, kept on salary, opioids, surgery, return."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from cohe.workdays import bd
from coordination.demonstration import trades
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import ApfRow, FillRow, StatusRow, Story, SurgeryRow, TimeLossRow

ONE_DAY = timedelta(days=1)
OFF = ("off_work", "kos")
PAY_PERIOD = 14
# L&I pays some days after a period has ended.
PAYMENT_DELAY = 5
OPIOIDS = (
    ("oxycodone 5 mg", 30),
    ("hydrocodone-acetaminophen 5-325 mg", 20),
    ("tramadol 50 mg", 20),
    ("morphine ER 15 mg", 60),
)
OTHER_DRUGS = (
    "ibuprofen 800 mg",
    "naproxen 500 mg",
    "cyclobenzaprine 10 mg",
    "gabapentin 300 mg",
    "meloxicam 15 mg",
)
LATE_APF = 0.12


def work(setting: Setting, story: Story, start: date, plan: Sequence[tuple[str, int]]) -> date:
    """Let the worker go through statuses, each for a number of days; return the day after the last.

    What lies ahead of today is not known yet: the status of today has no last day, or the APF's.
    """
    here, last = start, len(plan) - 1
    for place, (status, length) in enumerate(plan):
        if here > setting.day:
            break
        until = here + timedelta(days=length - 1)
        through = until if until < setting.day and place < last else None
        source = "employer" if status == "kos" else setting.rng.choices(("apf", "worker"), (9, 1))[0]
        limits = setting.rng.choice(trades.RESTRICTIONS) if status == "modified" else ""
        story.work.append(StatusRow(story.number, status, here, through, source, limits))
        if status != "full_duty":
            examine(setting, story, here, min(until, setting.day), status)
        if status == "off_work":
            pay(setting, story, here, min(until, setting.day))
        here = until + ONE_DAY
    return here


def examine(setting: Setting, story: Story, since: date, until: date, status: str) -> None:
    """Write the APFs of a stretch of restrictions, most in time, some with a gap before the next."""
    rng, exam = setting.rng, since
    while exam <= until:
        provider = story.attending_on(exam)[1] or story.initiating
        valid = exam + timedelta(days=rng.choice((13, 20, 20, 27, 29, 34)))
        received = exam + setting.days(0, 3)
        row = ApfRow(
            story.number, provider, exam, received if received <= setting.day else None, status, exam,
            None if setting.chance(0.06) else valid,
        )  # fmt: skip
        if all((one.provider_id, one.exam_date) != (provider, exam) for one in story.apfs):
            story.apfs.append(row)
        exam = valid + (setting.days(4, 9) if setting.chance(LATE_APF) else setting.days(-3, 1))


def pay(setting: Setting, story: Story, since: date, until: date) -> None:
    """Pay time loss for a stretch off work: three days are waited unless the worker is still off on day 7."""
    if (until - since).days < 3:
        return
    here = since if (until - since).days >= 6 else since + timedelta(days=3)
    while here <= until:
        end = min(here + timedelta(days=PAY_PERIOD - 1), until)
        if end + timedelta(days=PAYMENT_DELAY) > setting.day:
            return
        if all(row.paid_from != here for row in story.time_loss):
            story.time_loss.append(TimeLossRow(story.number, here, end, (end - here).days + 1))
        here = end + ONE_DAY


def prescribe(setting: Setting, story: Story, since: date, days: int, *, dose: int | None = None) -> None:
    """Fill opioids from a day for a number of days, by one prescriber; nothing is filled ahead of today."""
    rng = setting.rng
    drug, usual = rng.choice(OPIOIDS)
    prescriber = setting.prescriber(story.attending_on(since)[1] or story.initiating)
    here, supply = since, rng.choice((3, 5, 7, 7, 10))
    while here <= min(since + timedelta(days=days), setting.day):
        row = FillRow(story.number, here, drug, True, supply, Decimal(dose or usual), prescriber)
        story.fills.append(row)
        here += timedelta(days=supply) + setting.days(0, 2)
        supply = rng.choice((14, 28, 30)) if days > 21 else 7


def prescribe_other(setting: Setting, story: Story, since: date) -> None:
    """Fill something that is no opioid."""
    if since <= setting.day:
        drug = setting.rng.choice(OTHER_DRUGS)
        story.fills.append(FillRow(story.number, since, drug, False, 30, Decimal(0), story.initiating))


def operate(setting: Setting, story: Story, requested: date, state: str) -> SurgeryRow | None:
    """Add a surgery asked for on a day, which came as far as `state`; None when even that lies ahead."""
    procedures = story.injury.procedures or ("hardware removal",)
    authorized = requested + setting.days(6, 12)
    scheduled = authorized + setting.days(10, 24)
    row = SurgeryRow(
        story.number,
        setting.rng.choice(procedures),
        requested,
        surgeon_id=setting.rng.choice(setting.surgeons).provider_id,
    )
    if state == "denied":
        row = row._replace(denied_on=authorized)
    elif state in ("authorized", "scheduled", "performed"):
        row = row._replace(authorized_on=authorized)
    if state in ("scheduled", "performed"):
        row = row._replace(scheduled_for=scheduled)
    if state == "performed":
        row = row._replace(performed_on=scheduled)
    shown = as_far_as_today(row, setting.day)
    if shown is not None:
        story.surgeries.append(shown)
    return shown


def as_far_as_today(row: SurgeryRow, day: date) -> SurgeryRow | None:
    """Take back the steps of a surgery that lie ahead."""
    if row.requested_on is None or row.requested_on > day:
        return None
    if row.authorized_on and row.authorized_on > day:
        row = row._replace(authorized_on=None, scheduled_for=None)
    if row.denied_on and row.denied_on > day:
        row = row._replace(denied_on=None)
    if row.performed_on and row.performed_on > day:
        row = row._replace(performed_on=None)
    return row


def first_apf_late(story: Story) -> None:
    """Take the APF away that came with the first visit: restrictions without a form."""
    story.apfs = [row for row in story.apfs if row.exam_date > bd(story.first_visit, 6)]
