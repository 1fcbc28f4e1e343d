"""Pages of the charter of a commune: read, signed, followed; and the table of all communes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import finder, permitted, public, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.welcome.charters.documents import charter_pdf
from bocage.welcome.charters.forms import CharterForm, CommitmentForm, PostponeForm
from bocage.welcome.charters.links import charter_link
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.charters.operations.charters import (
    add_commitment,
    ask_for_signature,
    fulfil_commitment,
    postpone_commitment,
    reopen_commitment,
    sign_charter,
    withdraw_charter,
)
from bocage.welcome.charters.text import IN_FORCE, articles_of
from bocage.welcome.communes.lookups import find_commune

find_commitment = finder(Commitment.objects.select_related("charter__commune"), commitment_id="pk")


@permitted("welcome.see_charter", on=find_commune)
@never_cache
@require_safe
def commune_charter(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the charter of a commune: its text and its commitments, or the form to sign it."""
    return _charter_page(request, target_of(request, Commune), current_person(request))


@permitted("welcome.sign_charter", on=find_commune)
@never_cache
@require_POST
def charter_sign(request: HttpRequest, **_address: str) -> HttpResponse:
    """Signs from the Espace."""
    commune, person = target_of(request, Commune), current_person(request)
    form = CharterForm(request.POST)
    if _signed(form, person, commune):
        messages.success(request, _("La charte est signée. Merci pour ceux qui arrivent."))
        return redirect("commune_charter", commune.pk)
    return _charter_page(request, commune, person, sign_form=form)


@public
@never_cache
def charter_sign_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Reads and signs from the mail, without signing in."""
    person, commune = charter_link.open(token)
    form = CharterForm(
        request.POST if request.method == "POST" else None,
        initial=CharterForm.initial_of(person),
    )
    if request.method == "POST" and _signed(form, person, commune):
        return redirect(request.path)
    charter = _charter_of(commune)
    context = {
        "commune": commune,
        "charter": charter,
        "articles": articles_of(charter.text_version if charter else IN_FORCE),
        "commitments": list(charter.commitments.all()) if charter else [],
    }
    return render_form(request, "welcome/charters/sign.html", form, context)


@permitted("welcome.ask_for_charter", on=find_commune)
@require_POST
def charter_ask(request: HttpRequest, **_address: str) -> HttpResponse:
    """Writes to the elected people of the commune."""
    commune = target_of(request, Commune)
    with flash_outcome(request, _("Les élus de la commune ont reçu la charte à signer.")):
        ask_for_signature(by=current_person(request), commune=commune)
    return redirect("commune_charter", commune.pk)


@permitted("welcome.sign_charter", on=find_commune)
@require_POST
def charter_withdraw(request: HttpRequest, **_address: str) -> HttpResponse:
    """Withdraws the signature of the commune."""
    commune = target_of(request, Commune)
    charter = _charter_of(commune)
    if charter is not None:
        withdraw_charter(by=current_person(request), charter=charter)
        messages.success(request, _("La charte n’est plus en vigueur. Ce qui est fait reste."))
    return redirect("commune_charter", commune.pk)


@permitted("welcome.see_charter", on=find_commune)
@require_safe
def charter_paper(request: HttpRequest, **_address: str) -> HttpResponse:
    """Returns the charter as it was signed, as PDF, to be framed."""
    charter = _charter_of(target_of(request, Commune))
    if charter is None:
        raise Http404
    pdf = charter_pdf(charter, list(charter.commitments.all()))
    return pdf_response(pdf, filename=f"charte-{charter.commune.slug}.pdf")


@permitted("welcome.manage_charter", on=find_commune)
@never_cache
@require_POST
def commitment_add(request: HttpRequest, **_address: str) -> HttpResponse:
    """Adds a commitment to the charter of a commune."""
    commune, person = target_of(request, Commune), current_person(request)
    charter = _charter_of(commune)
    if charter is None:
        raise Http404
    form = CommitmentForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            add_commitment(by=person, charter=charter, promise=form.promise())
            messages.success(request, _("L’engagement est noté."))
            return redirect("commune_charter", commune.pk)
    return _charter_page(request, commune, person, add_form=form)


@permitted("welcome.manage_charter", on=find_commitment)
@never_cache
def commitment_postpone(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves another date for a commitment."""
    commitment = target_of(request, Commitment)
    form = PostponeForm(
        request.POST if request.method == "POST" else None, initial={"date": commitment.due_on}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            postpone_commitment(
                by=current_person(request), commitment=commitment, due_on=form.cleaned_data["date"]
            )
            messages.success(request, _("La date est changée."))
            return redirect("commune_charter", commitment.charter.commune_id)
    context = {"commitment": commitment, "commune": commitment.charter.commune}
    return render_form(request, "welcome/charters/postpone.html", form, context)


@permitted("welcome.manage_charter", on=find_commitment)
@require_POST
def commitment_done(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a commitment as done."""
    commitment = target_of(request, Commitment)
    fulfil_commitment(by=current_person(request), commitment=commitment)
    messages.success(request, _("C’est noté : engagement tenu."))
    return redirect("commune_charter", commitment.charter.commune_id)


@permitted("welcome.manage_charter", on=find_commitment)
@require_POST
def commitment_reopen(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a commitment as not done after all."""
    commitment = target_of(request, Commitment)
    reopen_commitment(by=current_person(request), commitment=commitment)
    return redirect("commune_charter", commitment.charter.commune_id)


def _signed(form: CharterForm, person: Person, commune: Commune) -> bool:
    """Signs the charter if the form is valid; returns False if refused, with the error on the
    form.
    """
    if not form.is_valid():
        return False
    with refusals_on(form):
        sign_charter(
            by=person, commune=commune, signature=form.signature(), promises=form.promises()
        )
        return True
    return False


def _charter_of(commune: Commune) -> WelcomeCharter | None:
    return (
        WelcomeCharter.objects.select_related("commune")
        .filter(commune=commune, ended_at=None)
        .first()
    )


def _charter_page(
    request: HttpRequest,
    commune: Commune,
    person: Person,
    *,
    sign_form: CharterForm | None = None,
    add_form: CommitmentForm | None = None,
) -> HttpResponse:
    charter = _charter_of(commune)
    former = WelcomeCharter.objects.filter(commune=commune).exclude(ended_at=None)
    context: dict[str, Any] = {
        "commune": commune,
        "charter": charter,
        "articles": articles_of(charter.text_version if charter else IN_FORCE),
        "commitments": list(charter.commitments.select_related("done_by")) if charter else [],
        "former": list(former),
        "today": timezone.localdate(),
        "may_sign": person.has_perm("welcome.sign_charter", commune),
        "may_ask": person.has_perm("welcome.ask_for_charter", commune),
        "sign_form": sign_form or CharterForm(initial=CharterForm.initial_of(person)),
        "add_form": add_form or CommitmentForm(),
    }
    is_wrong = any(form is not None and form.errors for form in (sign_form, add_form))
    status = 422 if is_wrong else 200
    return render(request, "welcome/charters/charter.html", context, status=status)
