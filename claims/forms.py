"""Strings and files to clean values, for the pages of claims."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from claims.models import Claim
from claims.queries import caseload
from cohe.fields import Written
from cohe.models import Membership

MOST_FILES = 20


class SeveralFilesInput(forms.ClearableFileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """One zip, or the CSV files of an extract."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return every file that was sent; refuse none at all, too many, too much and one name twice."""
        sent = data if isinstance(data, list | tuple) else [data]
        files: list[UploadedFile] = [super(SeveralFiles, self).clean(one, initial) for one in sent or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Send {MOST_FILES} files at most; an extract has seven.")
        if sum(file.size or 0 for file in files) > settings.LARGEST_EXTRACT_BYTES:
            raise forms.ValidationError(f"Send {settings.LARGEST_EXTRACT_BYTES // 2**20} MB at most.")
        names = [file.name for file in files]
        if len(set(names)) < len(names):
            raise forms.ValidationError("Two of the files have the same name.")
        if any(str(name).lower().endswith(".zip") for name in names) and len(names) > 1:
            raise forms.ValidationError("Send one zip alone, or the CSV files.")
        return files


class ExtractForm(forms.Form):
    """An extract to bring in."""

    extract = SeveralFiles(
        label="Zip, or CSV files", help_text="claims.csv and providers.csv are needed, the others optional.",
        allow_empty_file=True,
    )  # fmt: skip
    made_on = forms.DateField(label="Day of the extract", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("made_on", today)
        self.today = today

    def clean_made_on(self) -> date:
        """Refuse a day that has not come."""
        made_on: date = self.cleaned_data["made_on"]
        if made_on > self.today:
            raise forms.ValidationError(f"{made_on:%-d %b %Y} has not come yet.")
        return made_on


class ApplyForm(forms.Form):
    """What a person confirms before an extract is applied, where there is something to confirm."""

    confirm_older = forms.BooleanField(required=False)
    confirm_gone = forms.IntegerField(
        label="Claims missing from it", required=False, min_value=0, max_value=2**31 - 1
    )


class Colleague(forms.ModelChoiceField):
    """A member of the COHE, chosen by name."""

    def label_from_instance(self, obj: Membership) -> str:
        """Return the name."""
        return obj.person.name


class AssignForm(forms.Form):
    """The HSC who shall have something, and why."""

    hsc = Colleague(Membership.objects.none(), label="HSC", empty_label="Choose an HSC")
    reason = Written(label="Why", max_length=300, required=False)

    def __init__(self, *args: Any, cohe_id: int, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["hsc"]
        if isinstance(choice, Colleague):
            choice.queryset = caseload.hscs(cohe_id=cohe_id, today=today)


class ProviderForm(AssignForm):
    """The HSC who shall have a provider, and whether its open claims go along."""

    move_claims = forms.BooleanField(label="Its open claims move too", required=False)


class ClaimsForm(AssignForm):
    """The claims that an HSC shall have."""

    claims = forms.ModelMultipleChoiceField(
        Claim.objects.none(), error_messages={"required": "Choose one claim at least."}
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        chosen = self.fields["claims"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            chosen.queryset = Claim.objects.open(today)
