"""An administrator's pages of letter templates: versions, preview, retiring, using again, the letterhead."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import letter_templates as actions
from coordination.forms.letters import LetterheadForm, TemplateForm
from coordination.letter_words import EXAMPLES, PLACEHOLDERS, Audience, Template, allowed, merged
from coordination.queries import letter_paper, letter_templates

MOST_LETTERS_OF_SLUG = 40


@requires(Permission.CONFIGURE)
@require_GET
def template_list(request: HttpRequest) -> HttpResponse:
    """Show every template with its versions, and the letterhead."""
    return show_list(request, LetterheadForm(initial={"lines": "\n".join(letter_templates.letterhead())}))


def show_list(request: HttpRequest, form: LetterheadForm) -> HttpResponse:
    """Show the templates, with the letterhead as it was typed."""
    context = {"templates": letter_templates.every_version(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "coordination/letter_template/list.html", context, status=status)


@requires(Permission.CONFIGURE)
@require_POST
def letterhead_set(request: HttpRequest) -> HttpResponse:
    """Set what stands at the top of letters and packets."""
    form = LetterheadForm(request.POST)
    if form.is_valid():
        try:
            actions.set_letterhead(**form.cleaned_data, by=membership_of(request), at=clock.now())
        except Denied as no:
            form.add_error("lines", str(no))
        else:
            messages.success(request, "The letterhead is kept.")
            return redirect("coordination:letter-templates")
    return show_list(request, form)


@requires(Permission.CONFIGURE)
@require_http_methods(["GET", "POST"])
def template_new(request: HttpRequest) -> HttpResponse:
    """Make a template of the COHE's own."""
    return template_page(request, None)


@requires(Permission.CONFIGURE)
@require_http_methods(["GET", "POST"])
def template_change(request: HttpRequest, letter_template: str) -> HttpResponse:
    """Make the next version of a template."""
    versions = [one for one in letter_templates.every_version() if one.slug == letter_template]
    if not versions:
        raise Http404
    return template_page(request, versions[0])


def template_page(request: HttpRequest, before: Template | None) -> HttpResponse:
    """Show the form of a template; preview it on a synthetic claim, or keep it as the next version."""
    form = TemplateForm(posted(request), initial=initial_of(before))
    preview = None
    if form.is_bound and form.is_valid():
        try:
            wanted = form.next_version(before.slug if before else slug_of(form.cleaned_data["name"]))
            actions.refuse_unless_sound(wanted)
            if "keep" in request.POST:
                return kept(request, wanted)
            preview = preview_of(wanted)
        except Denied as no:
            form.add_error(None, str(no))
    context = {
        "before": before,
        "form": form,
        "preview": preview,
        "placeholders": [(one, carriers(one.name)) for one in PLACEHOLDERS],
    }
    status = 422 if form.errors else 200
    return render(request, "coordination/letter_template/form.html", context, status=status)


def initial_of(before: Template | None) -> dict[str, Any]:
    """Return what the next version has of the one before."""
    names = ("name", "audience", "subject", "text")
    return {name: getattr(before, name) for name in names} if before else {}


def slug_of(name: str) -> str:
    """Return the short name of a new template; refuse a name that has none or another template's."""
    slug = slugify(name)[:MOST_LETTERS_OF_SLUG]
    if not slug:
        raise Denied("Give the template a name with letters.")
    if slug in actions.PAGES or any(one.slug == slug for one in letter_templates.every_version()):
        raise Denied("There is a template of this name: make its next version, or choose another name.")
    return slug


def carriers(name: str) -> str:
    """Return whose letters may hold a placeholder, in words."""
    found = [one for one in Audience if any(own.name == name for own in allowed(one))]
    others = [one.label.lower() for one in Audience if one not in found]
    if not others:
        return "everybody"
    if len(others) == 1:
        return f"everybody but the {others[0]}"
    return ", ".join(one.label.lower() for one in found)


def kept(request: HttpRequest, wanted: actions.NextVersion) -> HttpResponse:
    """Keep the next version."""
    made = actions.make_version(wanted=wanted, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"{made} is in use from today; letters already drafted keep theirs.")
    return redirect("coordination:letter-templates")


def preview_of(wanted: actions.NextVersion) -> dict[str, Any]:
    """Return the letter that the template makes of a synthetic claim."""
    return {
        "subject": merged(wanted.subject, EXAMPLES),
        "paragraphs": letter_paper.paragraphs(merged(wanted.text, EXAMPLES)),
    }


@requires(Permission.CONFIGURE)
@require_POST
def template_retire(request: HttpRequest, letter_template: str) -> HttpResponse:
    """Offer a template no more."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    row = actions.retire_template(slug=letter_template, by=by, today=today, at=at)
    messages.success(request, f"{row.name} is retired: it is offered no more, letters stay.")
    return redirect("coordination:letter-templates")


@requires(Permission.CONFIGURE)
@require_POST
def template_use_again(request: HttpRequest, letter_template: str) -> HttpResponse:
    """Take a retired template back into use."""
    row = actions.use_again(slug=letter_template, by=membership_of(request))
    messages.success(request, f"{row.name} is in use again.")
    return redirect("coordination:letter-templates")
