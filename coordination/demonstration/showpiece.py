"""The one claim that shows everything: notes, records, documents, surgeries, and loose ends for today.

Days are counted back from today, so that it always stands at the same point of its course.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from coordination.choices import FrqOutcome, FrqResult, Outcome, RecordKind
from coordination.demonstration import people, roster, trades, wording
from coordination.demonstration.answers import surgery_key
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import (
    ApfRow,
    DocumentMade,
    FillRow,
    FrqMade,
    RecordMade,
    StatusRow,
    Story,
    SurgeryRow,
    TierMade,
    TimeLossRow,
)
from coordination.frq import LEG_PAIN, score

# The day so many days before today.
Ago = Callable[[int], date]

# Template of the note, days before today, and who wrote it ("hsc" or "hsc-assistant").
NOTES = (
    ("hand-over", 107, "hsc"),
    ("transition", 107, "hsc"),
    ("first-call", 106, "hsc"),
    ("employer", 105, "hsc"),
    ("provider", 103, "hsc-assistant"),
    ("medication", 100, "hsc"),
    ("claim-manager", 96, "hsc"),
    ("rtw", 83, "hsc"),
    ("union", 80, "hsc"),
    ("community", 76, "hsc-assistant"),
    ("surgery", 74, "hsc"),
    ("family", 61, "hsc"),
    ("referral", 54, "hsc-assistant"),
    ("frq", 50, "hsc"),
    ("frq-told", 49, "hsc"),
    ("worker", 44, "hsc"),
    ("scale", 41, "hsc"),
    ("advisor", 38, "hsc"),
    ("conference", 33, "hsc"),
    ("opioid-form", 27, "hsc"),
    ("vrc", 24, "hsc"),
    ("worker", 22, "hsc"),
    ("scale", 14, "hsc"),
    ("worker", 15, "hsc"),
    ("off-work-risk", 10, "hsc"),
    ("review", 8, "hsc"),
    ("worker", 8, "hsc"),
)
DOCUMENTS = (
    ("roa", "Report of accident", 110, 2),
    ("chart-note", "Chart note, emergency department", 111, 3),
    ("imaging", "MRI of the lumbar spine", 101, 2),
    ("apf", "Activity prescription form", 108, 2),
    ("letter", "Letter of L&I: claim allowed", 92, 1),
    ("operative", "Operative report: lumbar discectomy", 60, 3),
    ("narrative", "Narrative report, day 60", 50, 4),
    ("chart-note", "Chart note, physical therapy", 42, 2),
    ("consultation", "Consultation: spine surgery", 25, 6),
    ("other", "Description of light work", 20, 2),
    ("apf", "Activity prescription form", 12, 2),
)


def make(setting: Setting) -> Story:
    """Return the claim of the COHE's first HSC that shows everything."""

    def ago(days: int) -> date:
        return setting.day - timedelta(days=days)

    hsc = setting.center.hscs[0].email(setting.center.code)
    attending = next(
        one for one in setting.treating if one.hsc_email == hsc and one.credential in roster.PRESCRIBE
    )
    story = begin(setting, ago(112), attending.provider_id)
    add_work(story, ago, attending.provider_id)
    add_surgeries(setting, story, ago)
    add_fills(story, ago, attending.provider_id)
    add_notes(setting, story, ago)
    add_frqs(story, ago, hsc)
    # Asked again on the last working day: of this one nobody has told the provider yet.
    story.frqs.append(story.frqs[-1]._replace(on=setting.last_worked, interference=7, remark="Asked again."))
    add_records(story, ago, hsc, attending.provider_id)
    story.documents = [
        DocumentMade(kind, title, ago(days), ago(days - 1), attending.clinic, pages)
        for kind, title, days, pages in DOCUMENTS
    ]
    return story


def begin(setting: Setting, visit: date, attending: str) -> Story:
    """Return its first days: emergency department, then an attending provider."""
    employer = next(one for one in setting.employers if one.trade.union)
    back = trades.INJURIES[0]
    return Story(
        number=setting.center.showpiece,
        fund="state",
        claim_type="injury",
        worker=people.Name("Marisol", "Quiñones", "Spanish"),
        born=setting.day - timedelta(days=16_000),
        worker_phone="(206) 555-0142",
        employer=employer,
        employer_phone="(253) 555-0117",
        occupation=employer.trade.occupations[0],
        injury=back,
        side="none",
        codes="S39.012A;M54.16",
        claim_manager=setting.managers[0],
        injured=visit - timedelta(days=1),
        first_visit=visit,
        established=visit + timedelta(days=3),
        roa_received=visit + timedelta(days=2),
        roa_complete=True,
        initiating=setting.emergency[0].provider_id,
        statuses=[
            (visit + timedelta(days=3), "pending"),
            (visit + timedelta(days=8), "provisional"),
            (visit + timedelta(days=20), "allowed"),
        ],
        attendings=[(visit, setting.emergency[0].provider_id), (visit + timedelta(days=4), attending)],
        kind="showpiece",
    )


def add_work(story: Story, ago: Ago, attending: str) -> None:
    """Off, kept on salary, light work that failed, off again; APFs with a gap; time loss."""
    number, limits = story.number, trades.RESTRICTIONS[1]
    story.work = [
        StatusRow(number, "off_work", ago(112), ago(98), "apf"),
        StatusRow(number, "kos", ago(97), ago(84), "employer"),
        StatusRow(number, "modified", ago(83), ago(70), "apf", limits),
        StatusRow(number, "off_work", ago(69), None, "apf"),
    ]
    forms = (
        (108, 92, "off_work"),
        (90, 70, "modified"),
        (62, 41, "off_work"),
        (40, 13, "off_work"),
        (12, -2, "off_work"),
    )
    story.apfs = [
        ApfRow(number, attending, ago(exam), ago(exam - 1), status, ago(exam), ago(end))
        for exam, end, status in forms
    ]
    periods = ((109, 98), (69, 56), (55, 42), (41, 28), (27, 14))
    story.time_loss = [
        TimeLossRow(number, ago(first), ago(last), first - last + 1) for first, last in periods
    ]


def add_surgeries(setting: Setting, story: Story, ago: Ago) -> None:
    """One surgery in each state."""
    number, surgeon = story.number, setting.surgeons[0].provider_id
    story.surgeries = [
        SurgeryRow(number, "lumbar discectomy", ago(100), ago(88), None, ago(62), ago(62), surgeon),
        SurgeryRow(number, "trigger point injections", ago(78), surgeon_id=surgeon),
        SurgeryRow(number, "facet block", ago(72), ago(64), surgeon_id=surgeon),
        SurgeryRow(number, "spinal cord stimulator trial", ago(50), None, ago(38), surgeon_id=surgeon),
        SurgeryRow(number, "lumbar fusion", ago(30), ago(18), None, ago(-9), surgeon_id=surgeon),
        SurgeryRow(number, "sacroiliac injection", ago(9), surgeon_id=surgeon),
    ]


def add_fills(story: Story, ago: Ago, prescriber: str) -> None:
    """Opioids past six weeks after the surgery, for a time above the limit of dose."""
    oxycodone = (
        ("oxycodone 5 mg", 111, 10, 45),
        ("oxycodone 5 mg", 61, 14, 60),
        ("oxycodone 5 mg", 47, 28, 60),
    )
    others = (("morphine ER 15 mg", 30, 14, 75), ("oxycodone 5 mg", 19, 28, 60))
    story.fills = [
        FillRow(story.number, ago(days), drug, True, supply, Decimal(dose), prescriber)
        for drug, days, supply, dose in oxycodone + others
    ]
    story.fills.append(FillRow(story.number, ago(112), "ibuprofen 800 mg", False, 30, Decimal(0), prescriber))


def add_notes(setting: Setting, story: Story, ago: Ago) -> None:
    """A note of every kind; one with an addendum, one with corrected minutes, one that reached nobody."""
    for template, days, role in NOTES:
        author = setting.center.of_role(role).email(setting.center.code)
        made = wording.note(setting, story, template, on=ago(days), author=author)
        if template == "first-call":
            made = made._replace(
                addendum="Speaks Spanish; the interpreter line is 24 hours. " + wording.REVISED
            )
        if template == "conference":
            made = made._replace(corrected_from=made.minutes + 15)
        story.notes.append(made)
    author = setting.center.hscs[0].email(setting.center.code)
    for outcome, days in (
        (Outcome.LEFT_MESSAGE, 7),
        (Outcome.NO_ANSWER, 5),
        (Outcome.SENT, 90),
        (Outcome.WRONG_NUMBER, 108),
    ):
        story.notes.append(
            wording.note(setting, story, "worker", on=ago(days), author=author, outcome=outcome)
        )


def add_frqs(story: Story, ago: Ago, hsc: str) -> None:
    """Declined in the first spell; in the second one attempt, one broken off, then a positive one."""
    sites = (LEG_PAIN, "hip")
    result = score(off_work=True, interference=8, sites=sites).result
    broken_off = score(off_work=True, interference=7, sites=None).result
    story.frqs = [
        FrqMade(ago(95), hsc, FrqOutcome.DECLINED, remark="Wants to see how the first weeks go."),
        FrqMade(ago(58), hsc, FrqOutcome.ATTEMPTED),
        FrqMade(ago(55), hsc, FrqOutcome.ANSWERED, broken_off, True, 7, None, remark="The line broke off."),
        FrqMade(
            ago(50), hsc, FrqOutcome.ANSWERED, result, True, 8, sites, "unsure", 4, 7, "With an interpreter."
        ),
    ]


def add_records(story: Story, ago: Ago, hsc: str, prescriber: str) -> None:
    """Every kind of record that fits such a claim."""
    keys = {row.procedure: surgery_key(row) for row in story.surgeries}
    asked = str(next(one for one in story.frqs if one.result == FrqResult.POSITIVE).on)
    kinds = (
        (109, RecordKind.REVIEWED, "", ""),
        (92, RecordKind.PGAP_RULED_OUT, "", "Back at light work next week."),
        (70, RecordKind.PREOP_PLAN, keys["lumbar discectomy"], "Light work from week three."),
        (
            70,
            RecordKind.SURGERY_WITHDRAWN,
            keys["trigger point injections"],
            "The provider took the request back.",
        ),
        (58, RecordKind.SURGERY_CANCELLED, keys["facet block"], "Not needed after the discectomy."),
        (50, RecordKind.NARRATIVE_REPORT, "60", ""),
        (49, RecordKind.AP_TOLD, asked, "By phone."),
        (36, RecordKind.FRI, "", "Longer visit; activity plan."),
        (26, RecordKind.AP_ALERTED, "peg", "No progress since the surgery."),
        (34, RecordKind.PGAP_SUGGESTED, "", "The provider agrees."),
        (29, RecordKind.PAIN_CONSULTATION, "", ""),
        (27, RecordKind.OPIOID_AGREEMENT, prescriber, ""),
        (24, RecordKind.SUBACUTE_FORM, "", ""),
        (25, RecordKind.CONSULTATION, "", "Second opinion before the fusion."),
        (23, RecordKind.CHRONIC_APPROVAL, "", "Asked early, as the fusion is planned."),
        (21, RecordKind.SIMP_SUGGESTED, "", ""),
        (20, RecordKind.SIMP_RULED_OUT, "", "Surgery comes first."),
    )
    story.records = [
        RecordMade(ago(days), hsc, kind, about, None, remark) for days, kind, about, remark in kinds
    ]
    story.records += [
        RecordMade(ago(days), hsc, RecordKind.SCALE_READING, "peg", Decimal(value), "")
        for days, value in ((56, "8.3333"), (41, "7.6667"), (28, "7.0000"), (14, "6.6667"))
    ]
    story.tiers = [
        TierMade(ago(99), hsc, "standard", "low", "Kept on salary; the employer calls every week."),
        TierMade(ago(49), hsc, "low", "high", "Positive FRQ, surgery, second spell off work."),
    ]
