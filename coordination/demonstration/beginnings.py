"""How a claim begins: the worker, the injury, the first visit, the report of accident."""

from datetime import date, timedelta

from cohe.workdays import bd, business_day_from
from coordination.demonstration import people, trades
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import DocumentMade, Story

SELF_INSURED = 0.04
UNION_MEMBER = 0.4
ROA_IN_TWO_DAYS = 0.82
PENDING_DAYS = (6, 24)
PAPERS_KEPT = timedelta(days=60)


def begin(setting: Setting, visit: date, *, disease: bool = False, emergency: bool = False) -> Story:
    """Return a claim whose worker was first seen on `visit`; it may not have come to the COHE by today."""
    rng = setting.rng
    fund = "self_insured" if setting.chance(SELF_INSURED) else "state"
    worker = people.worker_name(rng)
    employer = rng.choice(setting.employers)
    hurt = trades.injury(rng, disease=disease)
    side, codes = rng.choice(hurt.codes)
    first = rng.choice(setting.emergency if emergency else setting.treating_on(visit))
    received = roa_received(setting, visit)
    established = business_day_from(max(received, visit) + setting.days(0, 2))
    injured = visit - (setting.days(20, 120) if disease else setting.days(0, 4))
    story = Story(
        number=setting.claim_number(fund),
        fund=fund,
        claim_type="occupational_disease" if disease else "injury",
        worker=worker,
        born=setting.day - timedelta(days=rng.randint(19 * 365, 64 * 365)),
        worker_phone=people.phone(rng) if setting.chance(0.97) else "",
        employer=employer,
        employer_phone=people.phone(rng),
        occupation=rng.choice(employer.trade.occupations),
        injury=hurt,
        side=side,
        codes=codes,
        claim_manager=rng.choice(setting.managers),
        injured=injured,
        first_visit=visit,
        established=established,
        roa_received=received,
        roa_complete=setting.chance(0.985),
        initiating=first.provider_id,
        statuses=[(established, "pending")],
        attendings=[(visit, first.provider_id)],
    )
    decide(setting, story)
    return story


def roa_received(setting: Setting, visit: date) -> date:
    """Return when the report of accident came: mostly within two business days, sometimes late."""
    if setting.chance(ROA_IN_TWO_DAYS):
        return setting.rng.choice((visit, bd(visit, 1), bd(visit, 2)))
    return bd(visit, setting.rng.randint(3, 7))


def decide(setting: Setting, story: Story) -> None:
    """Let L&I allow the claim, after a provisional time for some, or reject it."""
    decided = business_day_from(story.established + setting.days(*PENDING_DAYS))
    if setting.chance(0.15):
        story.statuses.append((business_day_from(story.established + setting.days(2, 5)), "provisional"))
    story.statuses.append((decided, "rejected" if setting.chance(0.03) else "allowed"))
    story.statuses = [one for one in story.statuses if one[0] <= setting.day]


def see_another(setting: Setting, story: Story, since: date) -> None:
    """Move the worker from emergency care to an attending provider."""
    if since <= setting.day:
        story.attendings.append((since, setting.rng.choice(setting.treating_on(since)).provider_id))


def close(setting: Setting, story: Story, on: date) -> None:
    """Close the claim on a day, unless that lies ahead or it was rejected before."""
    if on > setting.day or story.status_on(on)[1] == "rejected":
        return
    story.statuses = [one for one in story.statuses if one[0] < on]
    story.statuses.append((on, "closed"))


def file_documents(setting: Setting, story: Story) -> None:
    """List the papers that came with the claim; of one closed long ago nobody opens them."""
    if story.is_closed(setting.day - PAPERS_KEPT):
        return
    clinic = setting.by_number[story.initiating].clinic
    papers = [("roa", "Report of accident", story.roa_received, clinic, 2)]
    papers += [
        (
            "apf",
            f"Activity prescription form, exam {row.exam_date:%-d %b}",
            row.received_date,
            row.provider_id,
            2,
        )
        for row in story.apfs
    ]
    papers += [
        ("operative", f"Operative report: {row.procedure}", row.performed_on, row.surgeon_id, 3)
        for row in story.surgeries
    ]
    if story.needs_coordination:
        papers.append(
            ("chart-note", "Chart note of the first visit", story.first_visit + timedelta(days=1), clinic, 3)
        )
    for kind, title, came, sender, pages in papers:
        if came is not None and came <= setting.day:
            who = setting.by_number[sender].name if sender in setting.by_number else sender
            story.documents.append(DocumentMade(kind, title, came, came, who, pages))
