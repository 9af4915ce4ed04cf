"""Recording facts and work status, and taking back what was entered by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.choices import StatusSource
from claims.models import Claim, WorkStatus
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission, allows
from coordination.actions import records
from coordination.choices import RecordKind
from coordination.forms.records import RecordForm, WorkStatusForm
from coordination.models import Record
from coordination.queries import record_menu, recordable
from coordination.views.answers import said_of
from coordination.views.opening import opens_claim, opens_claim_of

# A reading is taken as an assessment; everything else can still be recorded as a fact with its day.
RECORDED_HERE = [kind for kind in RecordKind if kind != RecordKind.SCALE_READING]


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def record_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Choose what to record, then record it."""
    kind = request.GET.get("kind", "")
    if not kind:
        may_hand_over = allows(membership_of(request).role, Permission.HAND_OVER)
        context = {"claim": claim, "groups": record_menu.menu(claim, may_hand_over=may_hand_over)}
        return render(request, "coordination/record/kinds.html", context)
    if kind not in RECORDED_HERE:
        sentence = f"Nothing of the kind “{kind}” can be recorded: choose from the list."
        return render(request, "400.html", {"sentence": sentence}, status=400)
    return record_of(request, claim, next(one for one in RecordKind if one == kind))


def record_of(request: HttpRequest, claim: Claim, kind: RecordKind) -> HttpResponse:
    """Record a fact of one kind."""
    today, by = clock.today(), membership_of(request)
    choices = recordable.about_choices(claim, kind, today)
    initial = {"on": today, "about": request.GET.get("about", "")}
    form = RecordForm(posted(request), kind=kind, about=choices, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _, refreshed = records.add_record(
                claim=claim,
                happened=records.Happened(kind, **form.cleaned_data),
                by=by,
                today=today,
                at=clock.now(),
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of(f"Recorded: {kind.label}.", refreshed))
            return redirect("coordination:claim", claim.pk)
    has_none = choices is not None and not choices
    context = {
        "claim": claim,
        "kind": kind,
        "clears": recordable.cleared_by(kind),
        "form": form,
        "has_none": has_none,
    }
    return render(request, "coordination/record/form.html", context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(Record.objects.all)
def record_withdraw(request: HttpRequest, claim: Claim, record: Record) -> HttpResponse:
    """Take a record back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = records.withdraw_record(record=record, by=by, today=today, at=at)
    messages.success(request, said_of("The record is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def work_status_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record a work status that somebody told, or that an APF says."""
    today, source = clock.today(), request.GET.get("source", StatusSource.WORKER)
    form = WorkStatusForm(posted(request), initial={"from_date": today, "source": source})
    if request.method == "POST" and form.is_valid():
        try:
            _, refreshed = records.record_work_status(
                claim=claim,
                heard=records.Heard(**form.cleaned_data),
                by=membership_of(request),
                today=today,
                at=clock.now(),
            )
        except Denied as no:
            refused(form, no)
        else:
            deed = "APF" if form.cleaned_data["source"] == StatusSource.APF else "Work status"
            messages.success(request, said_of(f"{deed} recorded.", refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form}
    return render(
        request, "coordination/record/work_status.html", context, status=422 if form.errors else 200
    )


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: WorkStatus.objects.filter(recorded_by__isnull=False))
def work_status_withdraw(request: HttpRequest, claim: Claim, row: WorkStatus) -> HttpResponse:
    """Take a work status back that a person recorded."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = records.withdraw_work_status(row=row, by=by, today=today, at=at)
    messages.success(request, said_of("The work status is withdrawn.", refreshed))
    return redirect("coordination:claim", claim.pk)
