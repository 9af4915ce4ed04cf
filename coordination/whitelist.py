"""What an employer or a committee may be told of a claim, and nothing else (domain.md 10.1, step 9; 14).

Pure. The next medical update, abilities, restrictions and the return-to-work prognosis are composed from
facts that are named one by one: diagnosis, drugs, FRQ, scales, mental health and the text of notes have no
field here through which they could come. What a person writes beside it passes `confidential_in`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coordination.plan_words import JobGoal
from coordination.worklist.wording import shown

# The beginnings of words that tell of health, of treatment or of what only the COHE asks.
STEMS = (
    *(
        "diagnos",
        "icd-",
        "icd10",
        "prognosis of disease",
        "fracture",
        "herniat",
        "radiculopath",
        "concussion",
    ),
    *("tendin", "arthrit", "syndrome", "disorder", "patholog"),
    *("opioid", "narcotic", "oxycodon", "hydrocodon", "morphin", "tramadol", "fentanyl", "gabapentin"),
    *("codeine", "percocet", "vicodin"),
    *("ibuprofen", "naproxen", "prescri", "medication", "dosage", "addict", "substance", "alcohol"),
    *("frq", "functional recovery", "questionnaire", "phq", "gad-7", "oswestry", "quickdash"),
    *("peg score", "pain score", "pain interference", "catastroph", "fear avoid", "fear of", "pain scale"),
    *("depress", "anxi", "ptsd", "psych", "mental", "suicid", "therapy", "therapist", "counsel", "cbt"),
    *("pgap", "simp ", "surger", "surgic", "mri", "x-ray"),
)
LETTERS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class NamedFacts:
    """All that the composing may read. `status`: word of the work status in force, "" when not known.

    `status_through`: its last day, None when it has none. `restrictions` are the words of that status.
    `next_visit_on`: the day the latest APF ends. `return_on`: when the plan expects the job goal.
    """

    status: str = ""
    status_through: date | None = None
    restrictions: str = ""
    next_visit_on: date | None = None
    job_goal: str = ""
    return_on: date | None = None


@dataclass(frozen=True, slots=True)
class MayBeTold:
    """The whitelist. `held_back` says to the coordinator, not to the receiver, what was left out and why."""

    next_medical_update_on: date | None = None
    abilities: str = ""
    restrictions: str = ""
    prognosis: str = ""
    held_back: tuple[str, ...] = ()


ABILITIES = {
    "full_duty": "Can do full duty",
    "modified": "Can work within the restrictions below",
    "off_work": "Cannot work at present",
    "kos": "Cannot work at present",
}


def may_be_told(facts: NamedFacts, *, confidential: Iterable[str] = (), today: date) -> MayBeTold:
    """Return what an employer or a committee may be told on `today`, in sentences.

    `confidential`: words of this claim (its drugs, codes, procedures) that may not leave. Restrictions that
    name one of them, or a word of health, are held back whole.
    """
    named = confidential_in(facts.restrictions, confidential)
    restrictions = "" if named else facts.restrictions.strip()
    held: tuple[str, ...] = ()
    if named:
        held = ("The restrictions on file name what may not leave: write them anew without it.",)
    return MayBeTold(
        next_medical_update_on=facts.next_visit_on,
        abilities=_abilities(facts, today),
        restrictions=restrictions,
        prognosis=_prognosis(facts, today),
        held_back=held,
    )


def _abilities(facts: NamedFacts, today: date) -> str:
    words = ABILITIES.get(facts.status, "")
    if not words:
        return ""
    through = f", through {shown(facts.status_through, today)}" if facts.status_through else ""
    return f"{words}{through}."


def _prognosis(facts: NamedFacts, today: date) -> str:
    goals = {one.value: one.label for one in JobGoal}
    goal = goals.get(facts.job_goal, "")
    if not goal and facts.return_on is None:
        return ""
    by = f" expected by {shown(facts.return_on, today)}" if facts.return_on else " planned, no date yet"
    return f"Return to work{f' ({goal.lower()})' if goal else ''}{by}."


def confidential_in(text: str, confidential: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of `text` that may not leave the COHE, as they are listed; empty when it is clean.

    A listed word counts at the beginning of a word of the text, in any case: "depress" finds "Depression".
    """
    plain = LETTERS.sub(" ", text).casefold()
    own = [word.strip().casefold() for word in confidential if len(word.strip()) > 1]
    return tuple(dict.fromkeys(word.strip() for word in (*own, *STEMS) if _begins_a_word(word, plain)))


def _begins_a_word(word: str, plain: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", plain) is not None


# So many words in a row of a note are no chance: they were copied.
COPIED_WORDS = 7
WORD = re.compile(r"[a-z0-9]+")


def copied_from(text: str, sources: Iterable[str]) -> str:
    """Return the first words of `text` that stand in one of `sources` in the same order; empty when none.

    For what no list of words can find: the text of a note, or of a plan, put into a letter by hand.
    """
    wanted = set(runs_of(text))
    for source in sources if wanted else ():
        for run in runs_of(source):
            if run in wanted:
                return " ".join(run)
    return ""


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of `COPIED_WORDS` words of a text, without capitals and marks."""
    words = WORD.findall(text.casefold())
    for place in range(len(words) - COPIED_WORDS + 1):
        yield tuple(words[place : place + COPIED_WORDS])


# What names of drugs and procedures have in common with plain words of work: forms, units, places.
PLAIN = frozenset(
    (
        *("tablet", "tablets", "capsule", "capsules", "solution", "oral", "suspension", "injection"),
        *("cream", "ointment", "patch", "film", "spray", "drops", "syrup", "powder", "liquid", "topical"),
        *("extended", "release", "immediate", "delayed", "strength", "extra", "units", "unit", "dose"),
        *("hour", "hours", "daily", "with", "shoulder", "finger", "fingers"),
    )
)
LETTERED = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"[A-Za-z]\d[A-Za-z0-9]")
DRUG_LETTERS = 4
PROCEDURE_LETTERS = 6


def words_of_claim(
    *, drugs: Sequence[str] = (), codes: Sequence[str] = (), procedures: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what of a claim may not be named outside, each once.

    Drugs by every word of 4 letters or more, procedures whole and by every word of 6 or more, plain words
    apart; codes whole, without the dot, and by their category ("S33" for S33.5XXA, which finds S33.5 too).
    """
    named = [word for drug in drugs for word in telling(drug, DRUG_LETTERS)]
    named += [form for code in codes for form in (code, code.replace(".", ""), *CODE.findall(code)[:1])]
    for procedure in procedures:
        named += [procedure, *telling(procedure, PROCEDURE_LETTERS)]
    return tuple(dict.fromkeys(word for word in named if word.strip()))


def telling(name: str, letters: int) -> list[str]:
    """Return the words of a name with so many letters or more that are no plain words."""
    found = LETTERED.findall(name)
    return [word for word in found if len(word) >= letters and word.casefold() not in PLAIN]
