"""Forms of a surgery: the candidate, its dates, the plan for work, the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written
from coordination.actions.release_plans import Goal, PlanMade
from coordination.actions.surgeries import Conclusion, Told
from coordination.choices import MilestoneKind
from coordination.models.surgery import MOST_OFFSET
from coordination.queries.surgery_shapes import ShownPlan, ShownSurgery

OWN_ROWS = 3
STANDARD = (MilestoneKind.SEDENTARY, MilestoneKind.LIGHT, MilestoneKind.FULL)


def days_after(label: str) -> forms.IntegerField:
    """Return a field for a number of days after the surgery."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_OFFSET)


class DatesForm(PastForm):
    """What people told of a surgery's dates; the extract's own stand beside them."""

    past_days = (
        "candidate_on",
        "surgeon_contacted_on",
        "records_sent_on",
        "told_requested_on",
        "told_authorized_on",
        "told_performed_on",
    )

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    candidate_on = DayField(label="Surgical candidate since", required=False)
    surgeon_contacted_on = DayField(label="Surgeon's office contacted on", required=False)
    records_sent_on = DayField(label="Medical records sent on", required=False)
    told_requested_on = DayField(label="Requested on, as told", required=False)
    told_authorized_on = DayField(label="Authorized on, as told", required=False)
    told_scheduled_for = DayField(
        label="Scheduled for, as told",
        required=False,
        help_text="Counts until the extract says another day. Milestones move with it: you see which.",
    )
    told_performed_on = DayField(label="Performed on, as told", required=False)
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def told(self) -> Told:
        """Return what was told."""
        clean = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Told(**clean)


class CandidateForm(DatesForm):
    """A surgery that the extract does not know yet."""

    procedure = Written(
        label="Surgery", max_length=LINE_LETTERS, help_text="In the extract's words, where you know them."
    )
    field_order = ("procedure",)

    def told(self) -> Told:
        """Return what was told."""
        kept = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "procedure")}
        return Told(**kept)


def dates_of(shown: ShownSurgery) -> dict[str, Any]:
    """Return the form's values as the episode has them."""
    if shown.episode is None:
        return {}
    return {name: getattr(shown.episode, name) for name in DatesForm.base_fields}


class PlanForm(PastForm):
    """A release-to-work plan: goals, capacities and milestones by days after the surgery."""

    past_days = ("made_on",)

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    made_on = DayField(label="Made with the worker on")
    goals = Written(widget=TextArea(3), max_length=4000, label="Goals set with the worker")
    capacities = Written(
        widget=TextArea(2),
        max_length=4000,
        required=False,
        label="Expected capacities and restrictions",
        help_text="What the employer may plan with: lifting, standing, hours.",
    )
    sedentary = days_after("Sedentary work, day")
    light = days_after("Light work, day")
    full = days_after("Full duty, day")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for row in range(1, OWN_ROWS + 1):
            self.fields[f"own_{row}"] = Written(label=f"Milestone {row}", max_length=60, required=False)
            self.fields[f"own_{row}_days"] = days_after(f"Milestone {row}, day")

    def clean(self) -> dict[str, Any]:
        """Refuse half a milestone."""
        clean = super().clean()
        for row in range(1, OWN_ROWS + 1):
            words, days = clean.get(f"own_{row}"), clean.get(f"own_{row}_days")
            if words and days is None and f"own_{row}_days" not in self.errors:
                self.add_error(f"own_{row}_days", "Say how many days after the surgery.")
            if days is not None and not words:
                self.add_error(f"own_{row}", "Say what the worker is to be able to do.")
        return clean

    def made(self, kind: str) -> PlanMade:
        """Return the plan."""
        clean = self.cleaned_data
        goals = [Goal(kind.value, clean[kind.value]) for kind in STANDARD if clean[kind.value] is not None]
        for row in range(1, OWN_ROWS + 1):
            if clean[f"own_{row}"]:
                goals.append(
                    Goal(MilestoneKind.OWN.value, clean[f"own_{row}_days"], clean[f"own_{row}"].strip())
                )
        return PlanMade(kind, clean["made_on"], clean["goals"], clean["capacities"], tuple(goals))


def plan_values(plan: ShownPlan | None, today: date) -> dict[str, Any]:
    """Return the form's values of a plan that is revised, or the day of a new one."""
    if plan is None:
        return {"made_on": today}
    values: dict[str, Any] = {
        "version": plan.version,
        "made_on": plan.made_on,
        "goals": plan.goals,
        "capacities": plan.capacities,
    }
    row = 1
    for one in plan.milestones:
        if one.kind != MilestoneKind.OWN:
            values[one.kind] = one.offset_days
        elif row <= OWN_ROWS:
            values |= {f"own_{row}": one.words, f"own_{row}_days": one.offset_days}
            row += 1
    return values


class ConclusionForm(PastForm):
    """The end of the surgical part, and who goes on treating."""

    past_days = ("concluded_on", "next_seen_on")

    concluded_on = DayField(label="Concluded on")
    next_provider = Written(
        label="Next provider", max_length=LINE_LETTERS, help_text="Who goes on treating after the surgeon."
    )
    next_seen_on = DayField(label="Seen there on", required=False)

    def conclusion(self) -> Conclusion:
        """Return the conclusion."""
        return Conclusion(**self.cleaned_data)


class JoinForm(forms.Form):
    """The surgery of the extract that an episode is."""

    about = forms.ChoiceField(label="The extract's surgery")

    def __init__(self, *args: Any, keys: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in keys]
