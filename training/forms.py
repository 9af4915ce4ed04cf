"""Strings to clean values, for the pages of training."""

from typing import Any

from django import forms

from cohe.fields import DayField, TextArea, Written, words
from cohe.models import Membership
from training.choices import Skill, Topic, Way, Work
from training.models.course import MOST_BYTES


class MemberField(forms.ModelChoiceField):
    """Somebody of the COHE."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the role."""
        return f"{obj.person}, {obj.get_role_display()}"


class MemberForm(forms.Form):
    """A form that names somebody of the COHE in its field `member`."""

    member = MemberField(Membership.objects.none(), empty_label="Choose a colleague")

    def __init__(self, *args: Any, members: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["member"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = members


class ExperienceForm(forms.Form):
    """Work somebody did."""

    work = forms.ChoiceField(label="Kind of work", choices=words(Work))
    employer = Written(label="For whom", max_length=200)
    since = DayField(label="From")
    last_on = DayField(label="Last day", required=False, help_text="Empty: she still does it.")
    hours_a_week = forms.IntegerField(
        label="Hours a week", min_value=1, max_value=80, initial=40,
        help_text="Calendar time counts; part-time work is shown beside, for the reviewer.",
    )  # fmt: skip
    review_asked = forms.BooleanField(
        label="A reviewer must say whether it is equivalent", required=False,
        help_text="For work that the rule does not name.",
    )  # fmt: skip


class DegreeForm(forms.Form):
    """A degree somebody holds."""

    title = Written(label="Degree", max_length=200, help_text="Such as BA in Psychology, and from where.")
    awarded_on = DayField(label="Awarded on")
    review_asked = forms.BooleanField(
        label="A reviewer must say whether it is equivalent", required=False,
        help_text="Then it counts only once a named reviewer has judged it so.",
    )  # fmt: skip


class JudgeForm(MemberForm):
    """A named reviewer's judgement."""

    field_order = ("is_equivalent", "member", "reason")

    is_equivalent = forms.TypedChoiceField(
        label="What the reviewer says", choices=(("yes", "Equivalent: it counts"), ("no", "Not equivalent")),
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    reason = Written(label="Why", max_length=2000, widget=TextArea(3))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].label = "Reviewer"


class SkillForm(forms.Form):
    """By what somebody has a skill."""

    skill = forms.ChoiceField(label="Skill area", choices=words(Skill))
    how = Written(label="By what experience, or how it was shown", max_length=1000, widget=TextArea(3))
    shown_on = DayField(label="On")


class IssueForm(forms.Form):
    """An issue that L&I has reported."""

    text = Written(label="What L&I has reported", max_length=2000, widget=TextArea(3))
    reported_on = DayField(label="Reported on")


class DayForm(forms.Form):
    """One day."""

    on = DayField(label="On")


class NumberForm(forms.Form):
    """Where the provider number stands."""

    applied_on = DayField(label="Applied for on")
    number = Written(
        label="Provider number", max_length=20, required=False,
        help_text="6 or 7 digits, once L&I has given it.",
    )  # fmt: skip
    active_since = DayField(label="Active since", required=False)
    last_on = DayField(
        label="Last day it was active", required=False, help_text="Empty unless the number has ended."
    )


class AnswerForm(forms.Form):
    """L&I's answer to the supplemental application."""

    accepted = forms.TypedChoiceField(
        label="L&I's answer", choices=(("yes", "Accepted"), ("no", "Refused")),
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    on = DayField(label="Answered on")


class CourseForm(forms.Form):
    """Training that somebody had."""

    way = forms.ChoiceField(label="How", choices=words(Way))
    title = Written(label="What it was", max_length=200)
    delivered_on = DayField(label="Delivered on")
    hours = forms.DecimalField(min_value=0, max_value=24, max_digits=4, decimal_places=2)
    topics = forms.MultipleChoiceField(
        label="Topics it covers", choices=words(Topic), required=False, widget=forms.CheckboxSelectMultiple
    )
    approved_on = DayField(
        label="Approved by L&I's contract manager on", required=False,
        help_text="Content counts only when it was approved before it was delivered.",
    )  # fmt: skip
    place = Written(label="Where, or with whom", max_length=200, required=False)
    elsewhere = forms.BooleanField(
        label="At another COHE", required=False,
        help_text="Shadowing inside one's own COHE does not count.",
    )  # fmt: skip
    required_testing = forms.BooleanField(label="It is L&I's required training or testing", required=False)


class EvidenceForm(forms.Form):
    """A file that shows the training."""

    file = forms.FileField(
        label="File", allow_empty_file=True,
        help_text=f"PDF, PNG, JPEG or plain text, at most {MOST_BYTES // 1_000_000} MB.",
    )  # fmt: skip


class GoalForm(forms.Form):
    """A goal of somebody's career."""

    text = Written(label="Goal", max_length=500, widget=TextArea(2))
    target_on = DayField(label="By")


class EndGoalForm(forms.Form):
    """How a goal ended."""

    is_met = forms.TypedChoiceField(
        label="It is", choices=(("yes", "Met"), ("no", "Dropped")), coerce=lambda value: value == "yes"
    )
    on = DayField(label="On")


class ReviewForm(forms.Form):
    """The yearly evaluation."""

    held_on = DayField(label="Held on")
    summary = Written(label="What was found and agreed", max_length=4000, widget=TextArea(5))
    next_on = DayField(label="Next one on")


class MentorForm(MemberForm):
    """Who helps a new coordinator along."""

    field_order = ("member", "since")

    since = DayField(label="From")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].label = "Mentor"
