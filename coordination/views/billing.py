"""Billing: the month, making and reversing lines, the file that goes out."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from claims import spreadsheet
from claims.queries import caseload
from cohe import audit, clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.downloads import csv_file
from cohe.fields import Written
from cohe.permissions import Permission
from coordination import policies
from coordination.actions import billing
from coordination.forms.billing import month_of
from coordination.models import BillingFile, BillingLine
from coordination.queries import billing_page as queries
from coordination.views.answers import whole

MOST_AT_ONCE = 1000
WORDS = Written(label="Why", max_length=500, required=False)


@requires(Permission.BILLING_SEE)
@require_GET
def billing_month(request: HttpRequest) -> HttpResponse:
    """Show the billing of a month: an HSC's own, a supervisor's team."""
    by, today = membership_of(request), clock.today()
    hsc = request.GET.get("hsc", "")
    month = month_of(request.GET.get("month", ""), today)
    context = {
        "page": queries.billing_page(month=month, hsc=hsc, by=by, today=today),
        "hsc": hsc,
        "hscs": caseload.hscs(cohe_id=by.cohe_id, today=today) if policies.bills_for_all(by) else (),
        "may_take": policies.bills_for_all(by),
    }
    return render(request, "coordination/billing/month.html", context)


@requires(Permission.BILLING_SEE)
@require_POST
def billing_make(request: HttpRequest) -> HttpResponse:
    """Make the lines of the ticked notes; say which were refused, and why."""
    by, today = membership_of(request), clock.today()
    ticked = [whole(one) for one in request.POST.getlist("note")[:MOST_AT_ONCE]]
    if not ticked:
        messages.warning(request, "Tick the notes to bill first.")
        return to_month(request)
    try:
        picks = [pick_of(request, note_id) for note_id in ticked]
        made = billing.make_lines(picks=picks, by=by, today=today, at=clock.now())
    except Denied as no:
        messages.error(request, str(no))
        return to_month(request)
    if made.lines:
        messages.success(request, f"{len(made.lines)} line{'s' * (len(made.lines) != 1)} made.")
    for refused in made.refused:
        messages.warning(request, f"{refused.note.contact_on:%-d %b}: {' '.join(refused.sentences)}")
    return to_month(request)


def pick_of(request: HttpRequest, note_id: int) -> billing.Pick:
    """Return what the form says of one note."""
    code = whole(request.POST.get(f"code-{note_id}", ""))
    return billing.Pick(note_id, code or None, words_of(request, f"why-{note_id}"))


def words_of(request: HttpRequest, name: str) -> str:
    """Return what is typed in a field of a line; Denied where it cannot be kept."""
    try:
        return str(WORDS.clean(request.POST.get(name, "")))
    except ValidationError as no:
        raise Denied(" ".join(no.messages)) from None


@requires(Permission.BILLING_SEE)
@require_POST
def line_reverse(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take a line off by a reversal."""
    line = get_object_or_404(BillingLine, pk=line_id)
    by = membership_of(request)
    try:
        billing.reverse_line(line=line, reason=words_of(request, "reason"), by=by, at=clock.now())
    except (Denied, Conflict) as no:
        messages.error(request, str(no))
    else:
        messages.success(request, "The line is reversed by a row of its own; the note may be billed again.")
    return redirect(address_of(line.on))


@requires(Permission.BILLING_EXPORT)
@require_POST
def billing_take(request: HttpRequest) -> HttpResponse:
    """Take the rows of a month that have not gone out into a file, and give it."""
    month = month_of(request.POST.get("month", ""), clock.today())
    try:
        made, _ = billing.take_file(month=month, by=membership_of(request), at=clock.now())
    except Denied as no:
        messages.error(request, str(no))
        return redirect(address_of(month))
    return as_csv(made)


@requires(Permission.BILLING_EXPORT)
@require_POST
def billing_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Give a file that was taken out once more: the same rows; that too is in the trail."""
    made = get_object_or_404(BillingFile, pk=file_id)
    audit.log("billing.exported", "billing-file", made.pk, at=clock.now(), reason="once more")
    return as_csv(made)


def as_csv(made: BillingFile) -> HttpResponse:
    """Return a file as a spreadsheet reads it."""
    content = spreadsheet.table(queries.HEADER, queries.file_rows(made))
    return csv_file(f"billing-{made.month:%Y-%m}-{made.pk}", content)


def to_month(request: HttpRequest) -> HttpResponse:
    """Lead back to the month that was posted."""
    return redirect(address_of(month_of(request.POST.get("month", ""), clock.today())))


def address_of(day: date) -> str:
    """Return the address of the month that holds a day."""
    return f"{reverse('coordination:billing')}?{urlencode({'month': f'{day:%Y-%m}'})}"
