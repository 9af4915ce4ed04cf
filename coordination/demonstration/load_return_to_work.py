"""Job papers in every state, and what employers say, on claims whose worker is restricted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db.models import Exists, OuterRef

from claims.models import Claim, WorkStatus
from coordination.choices import JobPaperAnswer, JobPaperKind, JobPaperSource, ModifiedDuty
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import EmployerContact, JobPaper

TITLES = ("Sorting table, seated", "Tool room attendant", "Gate and reception", "Light assembly, no lifting")
PEOPLE = ("R. Stroud", "Lena Kim, HR", "The shift lead", "P. Alvarez, safety office")
REMARKS = {
    JobPaperAnswer.APPROVED_WITH_CHANGES: "Four hours a day in the first two weeks; no overhead reach.",
    JobPaperAnswer.DISAPPROVED: "Standing all day is too much before the next visit.",
}
# Days since a paper was drafted, sent, chased, answered (None: not), with the answer.
COURSES: tuple[tuple[int, int | None, int | None, int | None, JobPaperAnswer | None], ...] = (
    (2, None, None, None, None),
    (6, 5, None, None, None),
    (10, 9, None, None, None),
    (17, 16, 9, None, None),
    (30, 29, None, 20, JobPaperAnswer.APPROVED),
    (36, 33, 26, 21, JobPaperAnswer.APPROVED_WITH_CHANGES),
    (40, 39, None, 31, JobPaperAnswer.DISAPPROVED),
)
# One claim in so many has a paper, one in so many an employer who was asked.
PAPER_IN, EMPLOYER_IN = 9, 3


@dataclass(frozen=True, slots=True)
class Desktop:
    """Who writes, in which COHE, on which day."""

    cohe: int
    day: date
    rng: Random

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.day - timedelta(days=days)

    def hour(self, on: date) -> datetime:
        """Return an instant of a working day."""
        return at(on, self.rng.randint(8, 16), self.rng.randrange(60))


def load(desk: Desk) -> None:
    """Write job papers and what employers said."""
    setting = desk.world.setting
    own = Desktop(desk.team.cohe.pk, setting.day, Random(f"{setting.center.code} return to work"))  # noqa: S311
    restricted = WorkStatus.objects.filter(
        claim=OuterRef("pk"), withdrawn_at=None, status__in=("modified", "off_work")
    )
    rows = Claim.objects.filter(Exists(restricted)).exclude(hsc=None).order_by("pk")
    claims = list(rows.exclude(claim_number=setting.center.showpiece).values_list("pk", "hsc_id"))
    papers = [
        paper(own, claim, hsc, COURSES[at_ % len(COURSES)])
        for at_, (claim, hsc) in enumerate(claims[::PAPER_IN])
    ]
    said = [employer(own, claim, hsc) for claim, hsc in claims[::EMPLOYER_IN]]
    showpiece = Claim.objects.filter(claim_number=setting.center.showpiece).exclude(hsc=None).first()
    if showpiece is not None and showpiece.hsc_id is not None:
        for course in (COURSES[5], COURSES[2]):
            papers.append(paper(own, showpiece.pk, showpiece.hsc_id, course))
        papers[-1].kind, papers[-1].source = JobPaperKind.JOB_ANALYSIS.value, JobPaperSource.VRC.value
        said += show(own, showpiece.pk, showpiece.hsc_id)
    write(papers)
    write(said)


def paper(
    own: Desktop,
    claim: int,
    hsc: int,
    course: tuple[int, int | None, int | None, int | None, JobPaperAnswer | None],
) -> JobPaper:
    """Return a job paper that has come as far as `course`."""
    drafted, sent, chased, answered, answer = course
    is_vrc = own.rng.random() < 0.3
    return JobPaper(
        cohe_id=own.cohe,
        claim_id=claim,
        kind=(JobPaperKind.JOB_ANALYSIS if is_vrc else JobPaperKind.JOB_DESCRIPTION).value,
        title=own.rng.choice(TITLES),
        source=(JobPaperSource.VRC if is_vrc else JobPaperSource.EMPLOYER).value,
        drafted_on=own.ago(drafted),
        sent_to_ap_on=None if sent is None else own.ago(sent),
        chased_on=None if chased is None else own.ago(chased),
        answered_on=None if answered is None else own.ago(answered),
        answer=answer.value if answer else "",
        remark=REMARKS.get(answer, "") if answer else "",
        recorded_by_id=hsc,
        recorded_at=own.hour(own.ago(drafted)),
    )


def employer(own: Desktop, claim: int, hsc: int) -> EmployerContact:
    """Return what an employer said lately."""
    on = own.ago(own.rng.randint(1, 25))
    return said_by(own, claim, hsc, on, own.rng.choice(list(ModifiedDuty)))


def said_by(own: Desktop, claim: int, hsc: int, on: date, duty: ModifiedDuty) -> EmployerContact:
    """Return what an employer said on a day of modified duty."""
    is_offer = duty == ModifiedDuty.OFFERED
    return EmployerContact(
        cohe_id=own.cohe,
        claim_id=claim,
        on=on,
        contact_person=own.rng.choice(PEOPLE),
        phone="(253) 555-0117",
        modified_duty=duty.value,
        offered_on=on if is_offer else None,
        hours_a_week=Decimal(own.rng.choice((12, 16, 20, 30))) if is_offer else None,
        recorded_by_id=hsc,
        recorded_at=own.hour(on),
    )


def show(own: Desktop, claim: int, hsc: int) -> list[EmployerContact]:
    """Return a course of talks: asked, not available, offered."""
    course = ((104, ModifiedDuty.ASKED), (84, ModifiedDuty.NOT_AVAILABLE), (20, ModifiedDuty.OFFERED))
    return [said_by(own, claim, hsc, own.ago(days), duty) for days, duty in course]
