"""Strings to clean values, for the pages of leavers."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from claims.forms import Colleague
from cohe.fields import Written
from cohe.models import Membership
from staffing.actions.leavers import Split
from staffing.forms import DAY, offer
from staffing.queries.leavers import LeaverPage

PREFIX = "provider-"


class DepartureForm(forms.Form):
    """Somebody's last day."""

    last_on = forms.DateField(label="Last day of work", widget=DAY)


class SplitForm(forms.Form):
    """Who gets what of a leaver: one for all, or another for the claims of some providers."""

    rest = Colleague(Membership.objects.none(), label="Everything goes to", empty_label="Choose an HSC")
    remark = Written(
        label="What every receiver should know", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands on each claim before how it stands: what is open, when the last note was.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, page: LeaverPage, people: QuerySet[Membership]) -> None:
        super().__init__(data)
        offer(self, "rest", people)
        self.people = {str(one.pk): one for one in people}
        choices = [("", "As everything"), *((pk, one.person.name) for pk, one in self.people.items())]
        for one in page.owned.providers:
            self.fields[f"{PREFIX}{one.number}"] = forms.ChoiceField(
                choices=choices, required=False,
                label=f"{one.words}: {one.claims} claim{'' if one.claims == 1 else 's'}",
            )  # fmt: skip

    def of_providers(self) -> list[Any]:
        """Return the fields of the providers."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def split(self) -> Split:
        """Return the split of a form that is right."""
        given = self.cleaned_data
        return Split(
            rest=given["rest"],
            providers={
                name.removeprefix(PREFIX): self.people[chosen]
                for name, chosen in given.items()
                if name.startswith(PREFIX) and chosen
            },
            remark=given["remark"],
        )
