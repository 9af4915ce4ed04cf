"""Forms of return to work: a job paper, and what the employer says."""

from typing import Any

from django import forms

from cohe.fields import LINE_LETTERS, DayField, PastForm, TextArea, Written, words
from coordination.actions.return_to_work import MOST_HOURS, EmployerSaid, PaperSaid
from coordination.choices import JobPaperAnswer, JobPaperKind, JobPaperSource, ModifiedDuty
from coordination.models import JobPaper


class JobPaperForm(PastForm):
    """A job description or job analysis, and where it stands with the attending provider."""

    past_days = ("drafted_on", "sent_to_ap_on", "chased_on", "answered_on")

    kind = forms.ChoiceField(label="Paper", choices=words(JobPaperKind), widget=forms.RadioSelect)
    title = Written(label="Job", max_length=LINE_LETTERS)
    source = forms.ChoiceField(label="Drafted by", choices=words(JobPaperSource), widget=forms.RadioSelect)
    drafted_on = DayField(label="Drafted on")
    sent_to_ap_on = DayField(label="Sent to the attending provider on", required=False)
    chased_on = DayField(label="Last asked for the answer on", required=False)
    answer = forms.ChoiceField(
        label="Answer", choices=words(JobPaperAnswer, blank="No answer yet"), required=False
    )
    answered_on = DayField(label="Answered on", required=False)
    remark = Written(
        label="What is to change, or why not", widget=TextArea(2), max_length=2000, required=False
    )

    def said(self) -> PaperSaid:
        """Return the paper as it stands."""
        return PaperSaid(**self.cleaned_data)


def paper_values(paper: JobPaper) -> dict[str, Any]:
    """Return the form's values of a paper."""
    return {name: getattr(paper, name) for name in JobPaperForm.base_fields}


class EmployerForm(PastForm):
    """Who speaks for the employer, and whether there is modified duty."""

    past_days = ("on", "offered_on")

    on = DayField(label="Told on")
    contact_person = Written(label="Contact person", max_length=LINE_LETTERS)
    phone = Written(label="Phone", max_length=40, required=False)
    modified_duty = forms.ChoiceField(
        label="Modified duty", choices=words(ModifiedDuty), widget=forms.RadioSelect
    )
    offered_on = DayField(label="Offered on", required=False)
    hours_a_week = forms.DecimalField(
        label="Hours a week", required=False, min_value=1, max_value=MOST_HOURS, decimal_places=1
    )
    remark = Written(widget=TextArea(2), max_length=2000, required=False)

    def said(self) -> EmployerSaid:
        """Return what the employer says."""
        return EmployerSaid(**self.cleaned_data)
