"""Letters of a claim: the list, drafting one from a template, changing, sending, withdrawing, its PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim
from cohe import audit, clock, pdf
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.downloads import pdf_file
from cohe.permissions import Permission, allows
from coordination.actions import letters
from coordination.forms.letters import LetterForm, SendingForm, WithdrawingForm
from coordination.letter_words import gaps_in
from coordination.models import Letter
from coordination.queries import claim_letters, claim_rows, letter_paper, letter_templates
from coordination.views.opening import opens_claim, opens_claim_of


def rows() -> Any:
    """Return the letters of the COHE in force, each with its claim and its people."""
    return Letter.objects.select_related("claim", "written_by", "sent_by", "withdrawn_by")


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim
def letter_list(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the letters and packets of a claim, withdrawn ones too, and the templates to write another."""
    by, today = membership_of(request), clock.today()
    found = list(claim_letters.papers_of(claim_rows.rows_of(claim, by), today))
    found.sort(key=lambda one: (one.is_withdrawn, one.is_sent, -one.on.toordinal()))
    context = {"claim": claim, "papers": found, "templates": letter_templates.in_use(today)}
    return render(request, "coordination/letter/list.html", context)


@requires(Permission.LETTER_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def letter_new(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Draft a letter from the template that the address names; keep it as it was changed by hand."""
    by, today = membership_of(request), clock.today()
    slug = request.GET.get("template", "").replace("\x00", "")
    try:
        proposed = letters.proposed_letter(claim=claim, slug=slug, by=by, today=today)
    except Denied as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    first = {"version": 0, **letters.fields_of(proposed.wording)}
    form = LetterForm(posted(request), initial=first)
    if form.is_bound and form.is_valid():
        try:
            made = letters.write_letter(
                claim=claim, proposed=proposed, wording=form.wording(), by=by, today=today, at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "The letter is kept; it is not sent yet.")
            return redirect("coordination:letter", made.pk)
    context = {"claim": claim, "form": form, "template": proposed.template, "gaps": proposed.gaps}
    return render(request, "coordination/letter/form.html", context, status=422 if form.errors else 200)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim_of(rows)
def letter(request: HttpRequest, claim: Claim, letter: Letter) -> HttpResponse:
    """Read a letter as it leaves, with what may be done with it."""
    return show_letter(request, claim, letter)


def show_letter(
    request: HttpRequest,
    claim: Claim,
    letter: Letter,
    *,
    sending: SendingForm | None = None,
    withdrawing: WithdrawingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a letter, with a form of it as it was typed when there was something wrong with it."""
    context = {
        "claim": claim,
        "letter": letter,
        "may_write": allows(membership_of(request).role, Permission.LETTER_WRITE),
        "paragraphs": letter_paper.paragraphs(letter.text),
        "gaps": gaps_in(f"{letter.subject}\n{letter.text}"),
        "sending": sending or SendingForm(today=clock.today(), initial={"on": clock.today()}),
        "withdrawing": withdrawing or WithdrawingForm(),
    }
    return render(request, "coordination/letter/page.html", context, status=status)


@requires(Permission.LETTER_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim_of(rows)
def letter_change(request: HttpRequest, claim: Claim, letter: Letter) -> HttpResponse:
    """Change a letter before it is sent; what somebody else wrote meanwhile stands beside one's own."""
    names = ("version", "receiver", "address", "subject", "text")
    form = LetterForm(posted(request), initial={name: getattr(letter, name) for name in names})
    status = 422
    if form.is_bound and form.is_valid():
        version, by = form.cleaned_data["version"], membership_of(request)
        try:
            letters.change_letter(
                letter=letter, wording=form.wording(), version=version, by=by, at=clock.now()
            )
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            messages.success(request, f"The letter is kept as version {version + 1}.")
            return redirect("coordination:letter", letter.pk)
    context = {"claim": claim, "form": form, "letter": letter, "theirs": letter if status == 409 else None}
    code = status if form.errors else 200
    return render(request, "coordination/letter/form.html", context, status=code)


@requires(Permission.LETTER_WRITE)
@require_POST
@opens_claim_of(rows)
def letter_send(request: HttpRequest, claim: Claim, letter: Letter) -> HttpResponse:
    """Say that a letter left the building."""
    form = SendingForm(request.POST, today=clock.today())
    status = 422
    if form.is_valid():
        by, today = membership_of(request), clock.today()
        try:
            letters.send_letter(letter=letter, **form.cleaned_data, by=by, today=today)
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            messages.success(request, "The letter is marked sent: it does not change any more.")
            return redirect("coordination:letter", letter.pk)
    return show_letter(request, claim, letter, sending=form, status=status)


@requires(Permission.LETTER_WRITE)
@require_POST
@opens_claim_of(rows)
def letter_withdraw(request: HttpRequest, claim: Claim, letter: Letter) -> HttpResponse:
    """Take a letter out of the file, saying why."""
    form = WithdrawingForm(request.POST)
    status = 422
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], membership_of(request)
        try:
            letters.withdraw_letter(letter=letter, reason=reason, by=by, at=clock.now())
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            messages.success(request, "The letter is withdrawn; it stays in the history.")
            return redirect("coordination:letters", claim.pk)
    return show_letter(request, claim, letter, withdrawing=form, status=status)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim_of(rows)
def letter_pdf(request: HttpRequest, claim: Claim, letter: Letter) -> HttpResponse:
    """Answer with the letter on the COHE's paper; that it was taken out is in the trail."""
    made = pdf.pdf("letter", letter_paper.letter_paper(letter, membership_of(request)), at=letter.changed_at)
    audit.log("letter.downloaded", "letter", letter.pk, at=clock.now(), reason=f"version {letter.version}")
    return pdf_file(f"letter-{claim.claim_number}-{letter.pk}", made)
