"""What coordinators write: short notes in plain words, with nothing in them that a real worker ever said."""

from datetime import date

from coordination.choices import Direction, Outcome, Party
from coordination.demonstration.note_texts import TEMPLATES, Template
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import NoteMade, Story

NOT_REACHED = {
    Outcome.LEFT_MESSAGE: "Left a message with my name and number; asked for a call back.",
    Outcome.NO_ANSWER: "No answer, and the mailbox is full. Will try again in the afternoon.",
    Outcome.SENT: "Sent a letter with my number, as the calls were not answered.",
    Outcome.WRONG_NUMBER: "Wrong number. Asked the clinic for the one they have on file.",
}
REVISED = "The next visit was moved by a day; the clinic called after I had signed."


def note(
    setting: Setting,
    story: Story,
    template: str,
    *,
    on: date,
    author: str,
    outcome: Outcome = Outcome.REACHED,
) -> NoteMade:
    """Return a signed note in the words of a template; with another outcome than reached it says so."""
    shape = TEMPLATES[template]
    rng = setting.rng
    person, name = shape.person, ""
    if person is None:
        return NoteMade(
            on,
            author,
            shape.kind,
            shape.area,
            text_of(setting, story, shape, on),
            rng.randint(*shape.minutes),
        )
    name = name_of(setting, story, person, on)
    incoming = outcome == Outcome.REACHED and setting.chance(0.18)
    text = NOT_REACHED[outcome] if outcome in NOT_REACHED else text_of(setting, story, shape, on)
    minutes = rng.randint(*shape.minutes) if outcome == Outcome.REACHED else rng.randint(2, 4)
    return NoteMade(
        on, author, shape.kind, shape.area, text, minutes, person, name,
        Direction.INCOMING if incoming else Direction.OUTGOING, outcome, shape.purpose,
        addendum=REVISED if setting.chance(0.01) else "",
        corrected_from=minutes + 5 if setting.chance(0.004) else 0,
    )  # fmt: skip


def text_of(setting: Setting, story: Story, shape: Template, on: date) -> str:
    """Return the words of a note with the names of its story."""
    return setting.rng.choice(shape.texts).format(
        first=story.worker.first,
        job=story.occupation,
        employer=story.employer.name,
        part=story.injury.body_part,
        ap=attending_name(setting, story, on),
        manager=story.claim_manager.split(",")[0],
    )


def attending_name(setting: Setting, story: Story, on: date) -> str:
    """Return the attending provider as a note names them."""
    found = setting.by_number.get(story.attending_on(on)[1])
    return found.name if found else "the clinic"


def name_of(setting: Setting, story: Story, person: Party, on: date) -> str:
    """Return with whom a contact was."""
    names = {
        Party.WORKER: f"{story.worker.first} {story.worker.last}",
        Party.EMPLOYER: story.employer.name,
        Party.ATTENDING_PROVIDER: attending_name(setting, story, on),
        Party.CLAIM_MANAGER: story.claim_manager,
        Party.UNION: story.employer.trade.union,
    }
    return names.get(person, "")
