"""The words of case notes by what they are for; braces stand for names of the story."""

from typing import NamedTuple

from coordination.choices import Area, NoteKind, Party


class Template(NamedTuple):
    """A way to write a note: its kind, its area, whom it was with, how long it took (minutes), the words."""

    kind: NoteKind
    area: Area
    person: Party | None
    minutes: tuple[int, int]
    purpose: str
    texts: tuple[str, ...]


TEMPLATES: dict[str, Template] = {
    "first-call": Template(
        NoteKind.WORKER,
        Area.MONITORING,
        Party.WORKER,
        (8, 22),
        "First call",
        (
            (
                "Introduced the COHE and what I can do. {first} works as {job} at {employer}; the {part} "
                "is getting better. Understands the next visit with {ap}. Has my number."
            ),
            (
                "Explained who does what: {ap} treats, {manager} decides, I help all sides to talk. Asked"
                " about work: the supervisor has called once. No questions today."
            ),
            (
                "Spoke about the claim and about what to expect in the first weeks. {first} hopes to be "
                "back soon and worries about the rent. Told where to ask for help with bills."
            ),
        ),
    ),
    "worker": Template(
        NoteKind.WORKER,
        Area.RETURN_TO_WORK,
        Party.WORKER,
        (6, 18),
        "How it goes",
        (
            (
                "Pain is less in the morning, worse after standing. Does the home exercises. Next visit "
                "is booked. {employer} has not called about light work; I will."
            ),
            (
                "Sleeps better. Asked whether light work would be possible: would like to try half days. "
                "Will ask {ap} for an updated form."
            ),
            (
                "Went to therapy twice this week. The therapist says it goes as planned. {first} misses "
                "the crew."
            ),
            (
                "Not much change since the last call. Afraid that lifting makes it worse. Talked about "
                "moving a little more each day; will bring it up with {ap}."
            ),
            (
                "Drove to the appointment alone for the first time. Asks when checks come; explained the "
                "periods, and to call {manager} if the next one is late."
            ),
        ),
    ),
    "employer": Template(
        NoteKind.EMPLOYER,
        Area.RETURN_TO_WORK,
        Party.EMPLOYER,
        (6, 20),
        "Light work",
        (
            (
                "Went through the restrictions on the form. They can offer light work four hours a day "
                "from next week and send a description of it to {ap}."
            ),
            (
                "No light work at the site now. Told them about Stay at Work and that it pays part of the"
                " wage; they will look again and call me by Friday."
            ),
            (
                "Light work is there: inventory, seated. They asked how long; told them what the form "
                "says and no more."
            ),
        ),
    ),
    "provider": Template(
        NoteKind.PROVIDER,
        Area.BEST_PRACTICE,
        Party.ATTENDING_PROVIDER,
        (4, 12),
        "Papers",
        (
            "Spoke with the medical assistant of {ap}: the form will be sent today.",
            "Called the office of {ap}. The report waits for a signature; they will fax it by tomorrow.",
            (
                "Asked for the missing part of the report. They had the old form; I sent the link to the "
                "new one."
            ),
        ),
    ),
    "frq-told": Template(
        NoteKind.PROVIDER,
        Area.BARRIERS,
        Party.ATTENDING_PROVIDER,
        (5, 15),
        "FRQ",
        (
            (
                "Told {ap} that the FRQ is positive, with the two pain sites. {ap} will talk about "
                "activity and worries at the next visit and fill in the intervention sheet."
            ),
            "Sent the FRQ result and spoke with {ap}. Agreed on a longer visit next time.",
        ),
    ),
    "frq": Template(
        NoteKind.FRQ,
        Area.BARRIERS,
        Party.WORKER,
        (7, 15),
        "FRQ",
        (
            "Asked the FRQ by phone. {first} answered all of it and asked what it is for.",
            "FRQ done in one call. Some questions needed a second reading.",
        ),
    ),
    "scale": Template(
        NoteKind.SCALE,
        Area.BARRIERS,
        Party.WORKER,
        (4, 9),
        "PEG scale",
        (
            "Took the PEG by phone: pain, enjoyment, activity. Told {first} what the number means.",
            "PEG again. Says walking is easier, stairs are not.",
        ),
    ),
    "medication": Template(
        NoteKind.MEDICATION,
        Area.MEDICATION,
        Party.WORKER,
        (5, 14),
        "Medication",
        (
            (
                "Asked how the tablets are taken: as written, fewer at night. Spoke about driving and "
                "about safe storage."
            ),
            (
                "Takes them as prescribed and wants to stop soon. Explained why the first supply is "
                "short, and whom to ask."
            ),
        ),
    ),
    "opioid-form": Template(
        NoteKind.MEDICATION,
        Area.MEDICATION,
        Party.ATTENDING_PROVIDER,
        (4, 12),
        "Opioid paperwork",
        (
            (
                "Reminded the office of the form that L&I needs before the next refill. They have it and "
                "send it this week."
            ),
            "Spoke with {ap} about the weeks ahead: form, agreement, and when a consultation is needed.",
        ),
    ),
    "surgery": Template(
        NoteKind.SURGERY,
        Area.SURGERY,
        Party.SURGEON,
        (8, 20),
        "Surgery",
        (
            (
                "Agreed on the plan back to work with the surgeon's office: light work from week three, "
                "full review at six."
            ),
            "The office waits for the decision. Told {manager}; will hear by the end of the week.",
        ),
    ),
    "transition": Template(
        NoteKind.TRANSITION,
        Area.TRANSITIONS,
        Party.WORKER,
        (8, 18),
        "A provider who goes on",
        (
            (
                "{first} was seen in the emergency department only. Found three clinics nearby that take "
                "new workers; first visit is booked."
            ),
            (
                "Explained how to choose an attending provider. Sent the transfer card and the list of "
                "clinics."
            ),
        ),
    ),
    "off-work-risk": Template(
        NoteKind.PLAN,
        Area.RETURN_TO_WORK,
        Party.WORKER,
        (10, 25),
        "Where we stand",
        (
            (
                "Looked back at the weeks off work. What stands in the way: no light work, pain at night,"
                " worry about the job. Next: call the employer, ask {ap} about graded activity."
            ),
        ),
    ),
    "claim-manager": Template(
        NoteKind.CLAIM_MANAGER,
        Area.MONITORING,
        Party.CLAIM_MANAGER,
        (4, 12),
        "Status",
        ("Spoke with {manager}: the decision is expected next week; the last report is on file.",),
    ),
    "vrc": Template(
        NoteKind.VRC,
        Area.RETURN_TO_WORK,
        Party.VRC,
        (8, 20),
        "Job analysis",
        ("The VRC has the job analysis ready. {ap} will go through it at the next visit.",),
    ),
    "referral": Template(
        NoteKind.REFERRAL,
        Area.REFERRALS,
        Party.OTHER_PROVIDER,
        (5, 12),
        "Therapy",
        ("Physical therapy has the order; the first visit is on Tuesday. {first} knows and has a ride.",),
    ),
    "community": Template(
        NoteKind.COMMUNITY,
        Area.COMMUNITY,
        Party.WORKER,
        (6, 15),
        "Help nearby",
        (
            (
                "Gave the numbers of the food bank and of the rides programme. Will ask next week whether"
                " they helped."
            ),
        ),
    ),
    "conference": Template(
        NoteKind.CONFERENCE,
        Area.MONITORING,
        Party.OTHER_PROVIDER,
        (20, 45),
        "Case conference",
        (
            (
                "Met with {ap}, the therapist and the supervisor. Agreed on graded hours and a review in "
                "three weeks."
            ),
        ),
    ),
    "advisor": Template(
        NoteKind.ADVISOR,
        Area.BARRIERS,
        Party.OTHER,
        (8, 20),
        "Advice",
        (
            (
                "Asked our advisor about the stalled recovery. Advice: repeat the examination, think of a"
                " second opinion."
            ),
        ),
    ),
    "hand-over": Template(
        NoteKind.HAND_OVER,
        Area.TRANSITIONS,
        None,
        (5, 15),
        "Hand-over",
        ("Took the claim over with the provider. Read the file: what is open stands on the list.",),
    ),
    "rtw": Template(
        NoteKind.RTW,
        Area.RETURN_TO_WORK,
        Party.EMPLOYER,
        (8, 18),
        "First day back",
        ("First day of light work went well: seated, four hours. The supervisor keeps to the form.",),
    ),
    "family": Template(
        NoteKind.WORKER,
        Area.MONITORING,
        Party.FAMILY,
        (5, 12),
        "With the family",
        (
            (
                "Spoke with the sister of {first}, as agreed with {first}: she drives to the visits and "
                "keeps the papers."
            ),
        ),
    ),
    "union": Template(
        NoteKind.RTW,
        Area.RETURN_TO_WORK,
        Party.UNION,
        (5, 12),
        "Union",
        ("The steward knows of light work in another shop and will ask whether the agreement allows it.",),
    ),
    "review": Template(
        NoteKind.ADMINISTRATIVE,
        Area.MONITORING,
        None,
        (2, 6),
        "Reading",
        (
            "Read the new papers; nothing to do until the next visit.",
            "Read the file before the call.",
        ),
    ),
}
