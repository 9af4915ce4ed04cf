"""Strings to clean values, for the pages of cover."""

import re
from datetime import date
from typing import Any

from django import forms

from claims.forms import Colleague
from claims.models import Claim, Provider
from claims.queries import caseload
from cohe.fields import Written
from cohe.models import Membership
from staffing.actions.cover import Covering
from staffing.forms import DAY, offer
from staffing.models import Absence

MOST_CLAIMS = 500


class CoverForm(forms.Form):
    """Who covers somebody who is away, on which days, and what of her work when it is not all."""

    coverer = Colleague(Membership.objects.none(), label="Covered by", empty_label="Choose an HSC")
    first_on = forms.DateField(label="From", widget=DAY)
    last_on = forms.DateField(label="Last day", widget=DAY)
    providers = forms.ModelMultipleChoiceField(
        Provider.objects.none(), label="Only claims of these providers", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="None chosen, and no claims named: all of the work.",
    )  # fmt: skip
    claims = Written(
        label="Only these claims", max_length=5000, required=False,
        help_text="Claim numbers, with blanks or commas between them.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, absence: Absence, today: date) -> None:
        begin = max(absence.first_on, today)
        super().__init__(data, initial={"first_on": begin, "last_on": absence.last_on})
        people = caseload.hscs(cohe_id=absence.cohe_id, today=today)
        hers = caseload.providers_of(hsc=absence.person, today=today)
        offer(self, "coverer", people.exclude(person=absence.person_id))
        offer(self, "providers", Provider.objects.filter(pk__in=[one.provider_id for one in hers]))

    def clean_claims(self) -> list[Claim]:
        """Return the claims that were named; refuse numbers that are none."""
        numbers = {one.upper() for one in re.split(r"[\s,;]+", self.cleaned_data["claims"]) if one}
        if len(numbers) > MOST_CLAIMS:
            raise forms.ValidationError(f"Name {MOST_CLAIMS} claims at most; choose providers for more.")
        found = {one.claim_number: one for one in Claim.objects.filter(claim_number__in=numbers)}
        if unknown := sorted(numbers - set(found)):
            raise forms.ValidationError(f"There is no claim {', '.join(unknown[:5])}.")
        return [found[one] for one in sorted(numbers)]

    def covering(self) -> Covering:
        """Return what was asked for, of a form that is right."""
        return Covering(**self.cleaned_data)
