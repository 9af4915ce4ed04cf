"""The FRQ by phone: not reached, declined, broken off, or answered and scored by the programme's own rule."""

from coordination.choices import FrqOutcome, FrqResult, Outcome
from coordination.demonstration import wording
from coordination.demonstration.story import FrqMade
from coordination.demonstration.visit import Visit
from coordination.frq import LEG_PAIN, SITES, score
from coordination.worklist.engine import Wanted

# Shares of what comes of a call; the rest is answered.
NOT_REACHED, DECLINED, BROKEN_OFF = 0.15, 0.06, 0.05
LIKELY_INTERFERENCE = (0, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9)


def ask(visit: Visit, item: Wanted) -> None:
    """Ask the FRQ; what comes of it is kept, whatever it is."""
    luck = 1.0 if visit.certain else visit.setting.rng.random()
    if luck < NOT_REACHED:
        not_reached(visit)
    elif luck < NOT_REACHED + DECLINED:
        remark = "Prefers to speak about it with the provider."
        visit.story.frqs.append(FrqMade(visit.on, visit.author, FrqOutcome.DECLINED, remark=remark))
    elif luck < NOT_REACHED + DECLINED + BROKEN_OFF:
        answered(visit, breaks_off=True)
    else:
        answered(visit, breaks_off=False)


def not_reached(visit: Visit) -> None:
    """Keep an attempt."""
    visit.story.frqs.append(FrqMade(visit.on, visit.author, FrqOutcome.ATTEMPTED))
    visit.story.notes.append(
        wording.note(
            visit.setting, visit.story, "frq", on=visit.on, author=visit.author, outcome=Outcome.LEFT_MESSAGE
        )
    )


def answered(visit: Visit, *, breaks_off: bool) -> None:
    """Keep answers with their score; a call that breaks off has no answer about pain sites and no score."""
    rng = visit.setting.rng
    interference = rng.choice(LIKELY_INTERFERENCE)
    sites = None if breaks_off else pain_sites(visit)
    unscored = visit.setting.chance(0.85) and not breaks_off
    made = FrqMade(
        visit.on,
        visit.author,
        FrqOutcome.ANSWERED,
        score(off_work=True, interference=interference, sites=sites).result,
        True,
        interference,
        sites,
        rng.choice(("yes", "no", "unsure")) if unscored else "",
        rng.randint(0, 10) if unscored else None,
        rng.randint(0, 10) if unscored else None,
        "The line broke off; will call again." if breaks_off else "",
    )
    visit.story.frqs.append(made)
    if made.result != FrqResult.INCOMPLETE:
        visit.note("frq")


def pain_sites(visit: Visit) -> tuple[str, ...]:
    """Return where it hurts: mostly where the injury is."""
    site = visit.story.injury.site
    if site == "low-back" and visit.setting.chance(0.4):
        return (LEG_PAIN,)
    others = [name for name, _ in SITES if name not in (site, LEG_PAIN, "other")]
    return (site, visit.setting.rng.choice(others)) if visit.setting.chance(0.45) else (site,)
