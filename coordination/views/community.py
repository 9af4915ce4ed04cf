"""The directory of resources: looking, keeping it, verifying, its file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import spreadsheet
from cohe import audit, clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.downloads import csv_file
from cohe.permissions import Permission, allows
from coordination.actions import community
from coordination.community import ResourceKind
from coordination.forms.community import ResourceForm
from coordination.models import Resource, ResourceVerification
from coordination.queries import community as queries
from coordination.queries import policy
from coordination.views.answers import whole

NAMES = ("name", "kind", "eligibility", "languages", "cost", "phone", "address", "web")


def asked_of(request: HttpRequest) -> queries.Asked:
    """Return the filters of the address."""
    names = ("q", "kind", "show")
    return queries.Asked(**{name: request.GET.get(name, "").replace("\x00", "") for name in names})


@requires(Permission.RESOURCE_SEE)
@require_GET
def resource_list(request: HttpRequest) -> HttpResponse:
    """Show the directory as the address asks."""
    asked, today = asked_of(request), clock.today()
    limits = policy.in_force(today)
    try:
        rows = queries.resources(asked, limits=limits, today=today)
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    context = {
        "rows": Paginator(rows, queries.ROWS_A_PAGE).get_page(whole(request.GET.get("page", "")) or 1),
        "asked": asked,
        "kinds": ResourceKind,
        "shown": queries.SHOWN,
        "stale_before": queries.stale_before(limits, today),
        "stale_days": limits.resource_stale_days,
        "may_keep": allows(membership_of(request).role, Permission.RESOURCE_KEEP),
    }
    return render(request, "coordination/resource/list.html", context)


@requires(Permission.RESOURCE_SEE)
@require_POST
def resource_export(request: HttpRequest) -> HttpResponse:
    """Answer with the directory as a file for a spreadsheet, narrowed as the address says."""
    today = clock.today()
    try:
        rows = queries.resources(asked_of(request), limits=policy.in_force(today), today=today)
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    content = spreadsheet.table(queries.HEADER, [queries.cells_of(row) for row in rows])
    audit.log("resources.exported", "resource", None, at=clock.now(), reason=f"{len(rows)} resources")
    return csv_file(f"resources-{today:%Y-%m-%d}", content)


@requires(Permission.RESOURCE_KEEP)
@require_http_methods(["GET", "POST"])
def resource_new(request: HttpRequest) -> HttpResponse:
    """Put a resource into the directory."""
    return resource_page(request, None)


@requires(Permission.RESOURCE_KEEP)
@require_http_methods(["GET", "POST"])
def resource_change(request: HttpRequest, resource_id: int) -> HttpResponse:
    """Put right what the directory says of a resource."""
    return resource_page(request, get_object_or_404(Resource, pk=resource_id))


def resource_page(request: HttpRequest, resource: Resource | None) -> HttpResponse:
    """Show the form of a resource, or keep what was written."""
    by = membership_of(request)
    initial = {name: getattr(resource, name) for name in NAMES} if resource else {}
    form = ResourceForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        described = community.Described(**form.cleaned_data)
        try:
            if resource is None:
                kept = community.add_resource(described=described, by=by, today=clock.today())
            else:
                kept = community.change_resource(resource=resource, described=described, by=by)
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"{kept.name} is in the directory.")
            return redirect("coordination:resources")
    context = {"resource": resource, "form": form}
    return render(request, "coordination/resource/form.html", context, status=422 if form.errors else 200)


@requires(Permission.RESOURCE_KEEP)
@require_POST
def resource_verify(request: HttpRequest, resource_id: int) -> HttpResponse:
    """Say that what the directory says still holds today."""
    resource = get_object_or_404(Resource, pk=resource_id)
    community.verify_resource(resource=resource, by=membership_of(request), today=clock.today())
    messages.success(request, f"{resource.name} is verified today.")
    return redirect("coordination:resources")


@requires(Permission.RESOURCE_KEEP)
@require_POST
def verification_withdraw(request: HttpRequest, verification_id: int) -> HttpResponse:
    """Take a verification back."""
    held = get_object_or_404(ResourceVerification.objects.select_related("resource"), pk=verification_id)
    community.withdraw_verification(verification=held, by=membership_of(request), at=clock.now())
    messages.success(request, f"Taken back: {held.resource.name} was not verified that day.")
    return redirect("coordination:resources")


@requires(Permission.RESOURCE_KEEP)
@require_POST
def resource_retire(request: HttpRequest, resource_id: int) -> HttpResponse:
    """Offer a resource no more."""
    resource = get_object_or_404(Resource, pk=resource_id)
    community.retire_resource(resource=resource, by=membership_of(request), today=clock.today())
    messages.success(request, f"{resource.name} is retired; under Retired it can be used again.")
    return redirect("coordination:resources")


@requires(Permission.RESOURCE_KEEP)
@require_POST
def resource_use_again(request: HttpRequest, resource_id: int) -> HttpResponse:
    """Take a retired resource back into use."""
    resource = get_object_or_404(Resource, pk=resource_id)
    community.use_resource_again(resource=resource, by=membership_of(request))
    messages.success(request, f"{resource.name} is in use again.")
    return redirect("coordination:resources")
