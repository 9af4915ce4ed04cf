"""A coordinator at work on one claim on one day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coordination.choices import Outcome, RecordKind
from coordination.demonstration import wording
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import DocumentMade, RecordMade, Story, TierMade

MISSED = (Outcome.LEFT_MESSAGE, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER, Outcome.SENT, Outcome.WRONG_NUMBER)
REACHED_SHARE = 0.82


@dataclass(frozen=True, slots=True)
class Visit:
    """A coordinator looks at a claim on a day. `certain`: what she does succeeds the same day."""

    setting: Setting
    story: Story
    on: date
    author: str
    certain: bool = False

    def note(self, template: str) -> bool:
        """Sign a note; return whether the person was reached."""
        reached = self.certain or self.setting.chance(REACHED_SHARE)
        outcome = Outcome.REACHED if reached else self.setting.rng.choice(MISSED)
        made = wording.note(
            self.setting, self.story, template, on=self.on, author=self.author, outcome=outcome
        )
        self.story.notes.append(made)
        return reached

    def record(
        self, kind: RecordKind, about: str = "", value: Decimal | None = None, remark: str = ""
    ) -> None:
        """Record a fact of this day."""
        self.story.records.append(RecordMade(self.on, self.author, kind, about, value, remark))

    def tier(self, tier: str, reason: str, *, share: float) -> None:
        """Change the tier of the claim, in a share of cases."""
        before = self.story.tier
        if tier != before and self.setting.chance(share):
            self.story.tiers.append(TierMade(self.on, self.author, before, tier, reason))

    def soon(self) -> date | None:
        """Return the day on which others do what they were asked for; None while it lies ahead."""
        day = self.on if self.certain else self.on + self.setting.days(1, 4)
        return day if day <= self.setting.day else None

    def document(self, kind: str, title: str, pages: int) -> None:
        """List a paper that came in on this day."""
        sender = wording.attending_name(self.setting, self.story, self.on)
        self.story.documents.append(DocumentMade(kind, title, self.on, self.on, sender, pages))
