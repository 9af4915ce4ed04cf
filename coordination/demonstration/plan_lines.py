"""What stands in the plans of the demonstration. Days count from today, minus for days ago."""

from typing import NamedTuple

# What happened: kind, days ago, percent, words.
Mark = tuple[str, int, int | None, str]


class Planned(NamedTuple):
    """A line of a plan; `owner` "" is the HSC."""

    kind: str
    text: str
    owner: str = ""
    due: int | None = None
    expected: int | None = None
    job_goal: str = ""
    intervention: str = ""
    is_expedited: bool = False
    recommended_by: str = ""
    marks: tuple[Mark, ...] = ()


GOALS = (
    Planned("goal", "Back at the same job with the same employer", "worker", 45, 38, "same-job"),
    Planned("goal", "Lift 20 lb from floor to waist", "worker", 21, 16, marks=(("progress", 8, 40, ""),)),
    Planned("goal", "Walk half an hour a day", "worker", 14, 12, marks=(("progress", 6, 60, ""),)),
    Planned("goal", "Sit through a shift with short breaks", "worker", 30, 24),
)
EXTRAS = (
    Planned("barrier", "No ride to the clinic on weekdays", "worker"),
    Planned("barrier", "Afraid that work will harm the back again", ""),
    Planned("barrier", "The employer has no light duty on file", "employer"),
    Planned("step", "Ask the employer for a description of light duty", "", 9),
    Planned("step", "Send the job description to the clinic", "", 12),
    Planned("step", "Ask for an interpreter for the next visit", "", 8, marks=(("done", 3, None, ""),)),
    Planned("contact", "Call the employer about the start of light duty", "", 10),
    Planned("contact", "Speak with the clinic after the visit", "", 13),
)
SERVICES = (
    Planned(
        "intervention", "Physical therapy twice a week", "other-provider", 28,
        intervention="active-physio", recommended_by="Attending provider",
        marks=(("started", 16, None, ""),),
    ),
    Planned(
        "intervention", "Visit to a spine specialist", "attending-provider",
        intervention="fast-track", is_expedited=True,
    ),
    Planned(
        "intervention", "Sessions on pain and activity", "other-provider",
        intervention="cbt", recommended_by="Attending provider",
    ),
)  # fmt: skip
SHOWPIECE = (
    Planned(
        "goal", "Back at the same job, first four hours a day", "worker", 40, 33, "same-job",
        marks=(("progress", 7, 35, "Two hours of sorting at home without a break."),),
    ),
    Planned(
        "goal", "Lift 15 lb to the waist", "worker", 12, -3,
        marks=(("progress", 15, 20, ""), ("progress", 5, 30, "Slower than hoped.")),
    ),
    Planned("goal", "Walk to the bus stop and back", "worker", 3, marks=(("done", 4, None, ""),)),
    Planned("barrier", "Afraid that lifting will open the wound", ""),
    Planned("barrier", "No ride to therapy on Tuesdays", "worker"),
    Planned(
        "intervention", "Physical therapy twice a week", "other-provider", 30, 28,
        intervention="active-physio", recommended_by="Attending provider",
        marks=(("started", 18, None, "First of twelve visits."),),
    ),
    Planned(
        "intervention", "Second opinion before the fusion", "attending-provider",
        intervention="fast-track", is_expedited=True,
    ),
    Planned("step", "Send the description of light work to the clinic", "", 1),
    Planned("step", "Ask the union about the bidding rules", "", 9),
    Planned("contact", "Call the supervisor about the first week back", "", 6),
)  # fmt: skip
CONCERNS = (
    "Thinks four hours are too many to begin with.",
    "Wants to hear from the surgeon before any lifting.",
    "Has nobody for the children in the afternoon.",
)
