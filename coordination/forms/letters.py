"""Letters, packets for an appointment, and an administrator's templates of letters."""

from datetime import date
from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written, words
from coordination.actions.letter_templates import NextVersion
from coordination.actions.letters import Wording
from coordination.actions.visit_packets import Visit
from coordination.letter_words import Audience, SentHow
from coordination.models.letter import PACKET_AUDIENCES

LETTERS_OF_TEXT = 20_000
MOST_VERSION = 1_000_000


class LetterForm(forms.Form):
    """A letter as it leaves. `version` is the wording that the page shows, 0 for a new letter."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_VERSION)
    receiver = Written(label="To", max_length=LINE_LETTERS)
    address = Written(
        label="Address", required=False, max_length=500, widget=TextArea(rows=3), help_text="One line a row."
    )
    subject = Written(max_length=LINE_LETTERS)
    text = Written(max_length=LETTERS_OF_TEXT, widget=TextArea(rows=18))

    def wording(self) -> Wording:
        """Return the letter as the action takes it."""
        clean = self.cleaned_data
        return Wording(clean["receiver"], clean["subject"], clean["text"], clean["address"])


class SendingForm(PastForm):
    """That a letter or packet has left the building."""

    past_days = ("on",)

    how = forms.ChoiceField(label="How", choices=words(SentHow), widget=forms.RadioSelect)
    on = DayField(label="Sent on")


class WithdrawingForm(forms.Form):
    """Why something is taken out of the file."""

    reason = Written(label="Why it is withdrawn", max_length=1000, widget=TextArea(rows=2))


class PacketForm(forms.Form):
    """The appointment a packet is for."""

    visit_on = DayField(label="Day of the appointment")
    audience = forms.ChoiceField(label="Who sees the worker", choices=words(PACKET_AUDIENCES))
    receiver = Written(label="Name", max_length=LINE_LETTERS)
    questions = Written(
        label="Open questions",
        required=False,
        max_length=4000,
        widget=TextArea(rows=6),
        help_text="One a line, for the provider to answer. Proposed from what is open on the claim.",
    )
    is_long = forms.BooleanField(
        label="Ask for a long visit", required=False, help_text="An APF or a job analysis needs time."
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["visit_on"].widget.attrs["min"] = today.isoformat()

    def clean_visit_on(self) -> date:
        """Refuse an appointment that has been."""
        on: date = self.cleaned_data["visit_on"]
        if on < self.today:
            raise forms.ValidationError(f"{on:%-d %b %Y} has been: a packet is for a visit to come.")
        return on

    def visit(self) -> Visit:
        """Return the appointment as the action takes it."""
        return Visit(**self.cleaned_data)


class TemplateForm(forms.Form):
    """The next version of a letter template."""

    name = Written(max_length=120)
    audience = forms.ChoiceField(label="For the", choices=words(Audience))
    subject = Written(max_length=LINE_LETTERS)
    text = Written(
        max_length=LETTERS_OF_TEXT,
        widget=TextArea(rows=16),
        help_text="Placeholders stand in braces, as {worker}. The list is below.",
    )

    def next_version(self, slug: str) -> NextVersion:
        """Return the version as the action takes it."""
        clean = self.cleaned_data
        audience = Audience(clean["audience"])
        return NextVersion(slug, audience, clean["name"], clean["subject"], clean["text"])


class LetterheadForm(forms.Form):
    """What stands at the top of letters and packets."""

    lines = Written(
        label="Letterhead",
        required=False,
        max_length=600,
        widget=TextArea(rows=4),
        help_text="Address, phone and fax under the COHE's name: at most six lines.",
    )
