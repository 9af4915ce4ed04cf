"""Strings to clean values, for the ground floor's pages."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q

from cohe.fields import Written
from cohe.models import Cohe, Membership, Person, Role


class PreferencesForm(forms.ModelForm):
    """One's own settings."""

    row_height = forms.TypedChoiceField(
        label="Rows of the worklist",
        coerce=int,
        choices=((32, "Compact, 32 px"), (34, "Normal, 34 px"), (36, "Roomy, 36 px")),
    )

    class Meta:
        model = Person
        fields = ("keys_on", "row_height")
        labels = {"keys_on": "Single-key shortcuts"}
        help_texts = {"keys_on": "Off: keys do nothing outside fields; every button stays reachable by Tab."}


class TokenForm(forms.Form):
    """A new key."""

    name = Written(label="What the key is for", max_length=60)


class PersonForm(forms.Form):
    """Somebody new in the COHE."""

    name = Written(max_length=120)
    email = forms.EmailField()
    role = forms.ChoiceField(choices=Role.choices)
    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    password = Written(
        label="First password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        required=False,
        help_text="At least 15 characters. Somebody who was of this COHE before keeps the own one.",
    )

    def __init__(self, *args: Any, cohe: Cohe, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cohe = cohe

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess, with the reason."""
        if self.cleaned_data["password"]:
            validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        """Refuse a second role for the same days, and somebody new to this COHE without a password.

        Whether another COHE knows the address is never told: the answer is that of one nobody knows.
        """
        clean = super().clean() or {}
        email, since = clean.get("email", "").lower(), clean.get("since")
        roles = Membership.objects.filter(cohe=self.cohe, person__email=email)
        if email and not clean.get("password") and not roles.exists():
            self.add_error("password", "A new person needs a first password.")
        later = roles.filter(Q(until=None) | Q(until__gt=since)).first() if since else None
        if later is not None:
            self.add_error("email", f"{later.person} has a role in {self.cohe} already: end that one first.")
        return clean
