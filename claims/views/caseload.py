"""Pages of the caseload: HSCs, what nobody has, giving providers and claims to an HSC."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import caseload as actions
from claims.forms import ClaimsForm, ProviderForm
from claims.models import Provider
from claims.queries import caseload as queries
from cohe import clock
from cohe.access import membership_of, requires
from cohe.models import Membership, Person
from cohe.permissions import Permission, allows

LONGEST_ID = 18


@requires(Permission.CASELOAD_SEE)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every HSC with providers and open claims; what nobody has."""
    page = queries.caseload(cohe_id=membership_of(request).cohe_id, today=clock.today())
    return render(request, "claims/caseload/overview.html", {"page": page})


@requires(Permission.CASELOAD_SEE)
@require_GET
def unassigned(request: HttpRequest) -> HttpResponse:
    """Open claims that nobody coordinates."""
    return _claims_page(request, None)


@requires(Permission.CASELOAD_SEE)
@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The providers and open claims of one HSC."""
    found = _member(request, person_id)
    if found is None:
        raise Http404
    return _claims_page(request, found)


@requires(Permission.CASELOAD_CHANGE)
@require_POST
def claims_assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen claims to an HSC."""
    by, today = membership_of(request), clock.today()
    form = ClaimsForm(request.POST, cohe_id=by.cohe_id, today=today)
    if not form.is_valid():
        return _claims_page(request, _member(request, number(request.POST.get("person", ""))), form)
    moved = actions.assign_claims(**form.cleaned_data, by=by, today=today, at=clock.now())
    messages.success(request, f"{form.cleaned_data['hsc'].person.name} now has {moved} more.")
    return HttpResponseRedirect(reverse("claims:unassigned"), status=303)


@requires(Permission.CASELOAD_SEE)
@require_GET
def provider(request: HttpRequest, provider_id: int) -> HttpResponse:
    """A provider, its HSCs by date, and what giving it to another (`?hsc=`) would move."""
    return _provider_page(request, get_object_or_404(Provider, pk=provider_id))


@requires(Permission.CASELOAD_CHANGE)
@require_http_methods(["POST"])
def provider_assign(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Give a provider to an HSC, with its open claims or without."""
    found, by, today = get_object_or_404(Provider, pk=provider_id), membership_of(request), clock.today()
    form = ProviderForm(request.POST, cohe_id=by.cohe_id, today=today)
    if not form.is_valid():
        return _provider_page(request, found, form)
    moved = actions.assign_provider(provider=found, **form.cleaned_data, by=by, today=today, at=clock.now())
    name = form.cleaned_data["hsc"].person.name
    messages.success(request, f"{found.name} is now with {name}; open claims moved: {moved}.")
    return HttpResponseRedirect(reverse("claims:provider", args=(found.pk,)), status=303)


def _member(request: HttpRequest, person_id: int) -> Person | None:
    """Return somebody who is or was of the COHE."""
    members = Membership.objects.filter(cohe=membership_of(request).cohe_id, person=person_id)
    member = members.select_related("person").first()
    return member.person if member else None


def number(text: str) -> int:
    """Return the number of a thing, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def _claims_page(request: HttpRequest, hsc: Person | None, form: ClaimsForm | None = None) -> HttpResponse:
    by, today = membership_of(request), clock.today()
    may_change = allows(by.role, Permission.CASELOAD_CHANGE)
    after = request.POST.get("after", request.GET.get("after", "")).replace("\x00", "")
    context = {
        "hsc": hsc,
        "page": queries.claims_of(hsc=hsc, after=after, today=today),
        "after": after,
        "chosen": {number(claim) for claim in request.POST.getlist("claims")},
        "providers": queries.providers_of(hsc=hsc, today=today) if hsc else (),
        "form": form or (ClaimsForm(cohe_id=by.cohe_id, today=today) if may_change else None),
        "may_open": allows(by.role, Permission.CLAIM_SEE),
    }
    return render(request, "claims/caseload/claims.html", context, status=422 if form else 200)


def _provider_page(request: HttpRequest, found: Provider, form: ProviderForm | None = None) -> HttpResponse:
    by, today = membership_of(request), clock.today()
    wanted = {"initial": {"hsc": request.GET.get("hsc"), "move_claims": True}}
    people = queries.hscs(cohe_id=by.cohe_id, today=today)
    chosen = next((member for member in people if str(member.pk) == request.GET.get("hsc")), None)
    may_change = allows(by.role, Permission.CASELOAD_CHANGE)
    context = {
        "page": queries.provider_page(provider=found, chosen=chosen.person if chosen else None, today=today),
        "form": form or (ProviderForm(cohe_id=by.cohe_id, today=today, **wanted) if may_change else None),
        "chosen": chosen,
        "hscs": people,
    }
    return render(request, "claims/caseload/provider.html", context, status=422 if form else 200)
