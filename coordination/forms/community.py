"""Resources of the directory, what a worker was given, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cohe.fields import DayField, PastForm, TextArea, Written, words
from coordination.community import ResourceKind, ShareOutcome


class ResourceForm(forms.Form):
    """What the directory says of a resource."""

    name = Written(max_length=200)
    kind = forms.ChoiceField(choices=words(ResourceKind))
    eligibility = Written(
        widget=TextArea(2), max_length=2000, required=False, help_text="Who may use it, what to bring."
    )
    languages = Written(max_length=200, required=False)
    cost = Written(max_length=200, required=False)
    phone = Written(max_length=100, required=False)
    address = Written(widget=TextArea(2), max_length=500, required=False)
    web = forms.URLField(label="Web address", max_length=500, required=False, assume_scheme="https")


class ShareForm(PastForm):
    """A resource given to a worker."""

    past_days = ("shared_on",)

    resource = forms.ChoiceField(label="Resource")
    shared_on = DayField(label="Shared on")
    in_plan = forms.BooleanField(
        label="It is part of the plan", required=False, help_text="Then the worklist asks for a follow-up."
    )
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def __init__(self, *args: Any, resources: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["resource"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *resources]


class FollowUpForm(PastForm):
    """What came of a share; both empty: no follow-up yet."""

    past_days = ("followed_up_on",)

    followed_up_on = DayField(label="Followed up on", required=False)
    outcome = forms.ChoiceField(
        label="What came of it", choices=words(ShareOutcome, "Not asked yet"), required=False
    )
    remark = Written(widget=TextArea(2), max_length=2000, required=False)
