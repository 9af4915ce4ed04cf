"""How a coordinator answers each rule: a note, a recorded fact, or a call that changes the extract."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from coordination.choices import RecordKind
from coordination.demonstration import beginnings, questionnaires
from coordination.demonstration.story import ApfRow, Story, SurgeryRow
from coordination.demonstration.visit import Visit
from coordination.scales import mean
from coordination.worklist.engine import Wanted

PEG_ITEMS = 3
Answer = Callable[[Visit, Wanted], None]


def writes(template: str) -> Answer:
    """Return the answer that is a note alone."""

    def answer(visit: Visit, item: Wanted) -> None:
        visit.note(template)

    return answer


def records(kind: RecordKind, template: str = "", *, about_item: bool = False) -> Answer:
    """Return the answer that is a fact, often with a note."""

    def answer(visit: Visit, item: Wanted) -> None:
        if template and visit.setting.chance(0.6):
            visit.note(template)
        visit.record(kind, item.about if about_item else "")

    return answer


def suggests(suggested: RecordKind, ruled_out: RecordKind) -> Answer:
    """Return the answer that suggests a programme, or rules it out with a reason."""

    def answer(visit: Visit, item: Wanted) -> None:
        if visit.setting.chance(0.65):
            visit.record(suggested)
        else:
            visit.record(
                ruled_out, remark="Back to light work within the month; the attending provider agrees."
            )

    return answer


def roa_arrives(visit: Visit, item: Wanted) -> None:
    """Call the clinic; the report of accident follows."""
    visit.note("provider")
    visit.story.roa_received = visit.soon()


def roa_is_completed(visit: Visit, item: Wanted) -> None:
    """Call the clinic; what lacked is sent."""
    visit.note("provider")
    visit.story.roa_complete = True


def apf_arrives(visit: Visit, item: Wanted) -> None:
    """Call the clinic; the worker is examined and a form comes."""
    visit.note("provider")
    exam, story = visit.soon(), visit.story
    if exam is None:
        return
    provider = story.attending_on(exam)[1] or story.initiating
    if any((row.provider_id, row.exam_date) == (provider, exam) for row in story.apfs):
        return
    status = max(story.work, key=lambda row: row.from_date).status if story.work else "full_duty"
    row = ApfRow(story.number, provider, exam, exam, status, exam, exam + timedelta(days=28))
    story.apfs.append(row)


def another_attends(visit: Visit, item: Wanted) -> None:
    """Help the worker to a provider who goes on."""
    visit.note("transition")
    since = visit.soon()
    if since is not None:
        beginnings.see_another(visit.setting, visit.story, since)


def agreement(visit: Visit, item: Wanted) -> None:
    """Record a treatment agreement with the prescriber of the latest fill."""
    visit.note("opioid-form")
    latest = max(visit.story.fills, key=lambda row: row.filled_on)
    visit.record(RecordKind.OPIOID_AGREEMENT, latest.prescriber_id)


def reading(visit: Visit, item: Wanted) -> None:
    """Take the PEG; it goes down slowly, in most cases."""
    before = [one.value for one in visit.story.records if one.value is not None]
    last = before[-1] if before else Decimal(visit.setting.rng.randint(50, 85)) / 10
    change = Decimal(visit.setting.rng.randint(-14, 5)) / 10
    if visit.setting.chance(0.5):
        visit.note("scale")
    points = min(max(round((last + change) * PEG_ITEMS), 0), PEG_ITEMS * 10)
    value = mean([Decimal(points) / PEG_ITEMS])
    visit.record(RecordKind.SCALE_READING, "peg", value)


def surgery_is_decided(visit: Visit, item: Wanted) -> None:
    """Ask the claim manager; the surgery is authorized, denied, or the request was taken back."""
    visit.note("claim-manager")
    day, way = visit.soon(), visit.setting.rng.random()
    if way < 0.1:
        visit.record(RecordKind.SURGERY_WITHDRAWN, item.about)
    elif day is not None and way < 0.3:
        change_surgery(visit.story, item.about, lambda row: row._replace(denied_on=day))
    elif day is not None:
        change_surgery(visit.story, item.about, lambda row: row._replace(authorized_on=day))


def surgery_is_done(visit: Visit, item: Wanted) -> None:
    """Ask the surgeon; the surgery is done, or called off."""
    visit.note("surgery")
    day = visit.soon()
    if visit.setting.chance(0.2):
        visit.record(RecordKind.SURGERY_CANCELLED, item.about)
    elif day is not None:
        change_surgery(visit.story, item.about, lambda row: row._replace(performed_on=day, scheduled_for=day))


def change_surgery(story: Story, key: str, change: Callable[[SurgeryRow], SurgeryRow]) -> None:
    """Change the surgery that an item is about."""
    story.surgeries = [change(row) if surgery_key(row) == key else row for row in story.surgeries]


def surgery_key(row: SurgeryRow) -> str:
    """Return what items about a surgery name."""
    return f"{row.procedure} {row.requested_on}" if row.requested_on else row.procedure


def report_comes(visit: Visit, item: Wanted) -> None:
    """File the narrative report of a period."""
    visit.document("narrative", f"Narrative report, day {item.about}", 4)
    visit.record(RecordKind.NARRATIVE_REPORT, item.about)


def consultation_comes(visit: Visit, item: Wanted) -> None:
    """File the consultation."""
    visit.document("consultation", "Consultation report", 5)
    visit.record(RecordKind.CONSULTATION)


def provider_is_told(visit: Visit, item: Wanted) -> None:
    """Tell the attending provider of a positive FRQ; most such claims become of high tier."""
    visit.note("frq-told")
    visit.record(RecordKind.AP_TOLD, item.about)
    visit.tier("high", "Positive FRQ: at risk of a long absence.", share=0.6)


def risk_is_seen(visit: Visit, item: Wanted) -> None:
    """Look back at a long spell off work; some such claims become of high tier."""
    visit.note("off-work-risk")
    visit.tier("high", f"Day {item.about} off work.", share=0.4)


def employer_answers(visit: Visit, item: Wanted) -> None:
    """Call the employer; where light work is there, some claims become of low tier."""
    if visit.note("employer"):
        visit.tier("low", "Light work is there, and the employer calls every week.", share=0.06)


ANSWERS: dict[str, Answer] = {
    "T01": records(RecordKind.REVIEWED),
    "T02": writes("first-call"),
    "T05": writes("worker"),
    "T07": roa_arrives,
    "T08": roa_is_completed,
    "T09": apf_arrives,
    "T10": apf_arrives,
    "T11": employer_answers,
    "T12": questionnaires.ask,
    "T14": provider_is_told,
    "T15": records(RecordKind.FRI, "provider"),
    "T16": reading,
    "T17": records(RecordKind.AP_ALERTED, "scale", about_item=True),
    "T20": records(RecordKind.SUBACUTE_FORM, "opioid-form"),
    "T21": records(RecordKind.CHRONIC_APPROVAL, "opioid-form"),
    "T22": records(RecordKind.CHRONIC_APPROVAL, "opioid-form"),
    "T23": agreement,
    "T24": records(RecordKind.PAIN_CONSULTATION, "opioid-form"),
    "T25": writes("medication"),
    "T26": another_attends,
    "T29": surgery_is_decided,
    "T30": surgery_is_done,
    "T31": records(RecordKind.PREOP_PLAN, "surgery", about_item=True),
    "T32": apf_arrives,
    "T34": risk_is_seen,
    "T35": report_comes,
    "T36": consultation_comes,
    "T37": suggests(RecordKind.PGAP_SUGGESTED, RecordKind.PGAP_RULED_OUT),
    "T39": suggests(RecordKind.SIMP_SUGGESTED, RecordKind.SIMP_RULED_OUT),
    "T40": records(RecordKind.CLOSING_REVIEW, "review"),
    "T42": records(RecordKind.WORK_HISTORY, "worker"),
}
