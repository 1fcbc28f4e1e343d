"""« Mes applications »: authorised applications, and personal tokens."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bocage.foundation.http.access import permitted, signed_in, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.people.errors import RedirectAddressRefused
from bocage.people.models import (
    DEMAND_A_SECOND_FACTOR,
    Application,
    ApplicationConsent,
    Mandate,
    Person,
    PersonalToken,
)
from bocage.people.operations.applications import (
    declare_application,
    open_service,
    remove_application,
    withdraw_consent,
)
from bocage.people.operations.tokens import make_token, revoke_token
from bocage.people.policies import mandates_of
from bocage.people.sign_in.adapters import has_second_factor
from bocage.people.sign_in.second_factor import with_recent_proof
from bocage.people.signed_in import current_person
from bocage.people.tokens.forms import ApplicationForm, ServiceForm, TokenForm


def _token(token_id: UUID) -> PersonalToken:
    return get_object_or_404(PersonalToken, pk=token_id)


def _application(application_id: UUID) -> Application:
    return get_object_or_404(Application, pk=application_id)


def _consent(consent_id: UUID) -> ApplicationConsent:
    return get_object_or_404(
        ApplicationConsent.objects.select_related("application"), pk=consent_id
    )


@signed_in
@never_cache
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """Lists the applications and tokens that act in my name today."""
    return _applications_page(request)


@signed_in
@with_recent_proof
@never_cache
@require_http_methods(["GET", "POST"])
def token_make(request: HttpRequest) -> HttpResponse:
    """Makes a token for a program of mine; its secret is shown on the response, and never again."""
    person = current_person(request)
    form = TokenForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        with refusals_on(form):
            token, secret = make_token(
                by=person,
                person=person,
                with_second_factor=has_second_factor(request, person),
                **form.cleaned_data,
            )
            return _applications_page(request, token=token, secret=secret)
    return render(request, "people/applications/token.html", {"form": form})


@permitted("people.revoke_token", on=_token)
@require_POST
def token_revoke(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Revokes one of my tokens."""
    token = revoke_token(by=current_person(request), token=target_of(request, PersonalToken))
    messages.success(request, _("Le jeton « %(name)s » n’ouvre plus rien.") % {"name": token.name})
    return redirect("application_list")


@signed_in
@with_recent_proof
@never_cache
@require_http_methods(["GET", "POST"])
def application_declare(request: HttpRequest) -> HttpResponse:
    """Declares an application of mine that will request access to the accounts of others."""
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form, {RedirectAddressRefused: "redirect_addresses"}):
            application, secret = declare_application(
                by=current_person(request), **form.cleaned_data
            )
            return _applications_page(request, declared=application, secret=secret)
    return render(request, "people/applications/declare.html", {"form": form})


@signed_in
@with_recent_proof
@never_cache
@require_http_methods(["GET", "POST"])
def service_open(request: HttpRequest) -> HttpResponse:
    """Opens the account of a service, which acts with one of my mandates."""
    person = current_person(request)
    mandates = {str(mandate.pk): mandate for mandate in _mandates_for_services(person)}
    if not mandates:
        raise Http404
    form = ServiceForm(request.POST if request.method == "POST" else None, mandates=mandates)
    if form.is_valid():
        with refusals_on(form):
            application, secret = open_service(
                by=person,
                mandate=mandates[form.cleaned_data["mandate"]],
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
            )
            return _applications_page(request, declared=application, secret=secret)
    return render(request, "people/applications/service.html", {"form": form})


@permitted("people.remove_application", on=_application)
@require_POST
def application_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shuts an application of mine out, for everybody."""
    application = target_of(request, Application)
    remove_application(by=current_person(request), application=application)
    messages.success(
        request, _("« %(name)s » n’ouvre plus rien à personne.") % {"name": application.name}
    )
    return redirect("application_list")


@permitted("people.withdraw_consent", on=_consent)
@require_POST
def consent_withdraw(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Withdraws my consent to let an application act in my name."""
    consent = target_of(request, ApplicationConsent)
    withdraw_consent(by=current_person(request), consent=consent)
    messages.success(
        request,
        _("« %(name)s » n’agit plus en votre nom.") % {"name": consent.application.name},
    )
    return redirect("application_list")


def _mandates_for_services(person: Person) -> QuerySet[Mandate]:
    mandates = (
        Mandate.objects.in_force().filter(person=person).exclude(role__in=DEMAND_A_SECOND_FACTOR)
    )
    nodes = [f"scope__{node}" for node in ("departement", "epci", "commune", "partner")]
    return mandates.select_related(*nodes).order_by("starts_on", "pk")


def _applications_page(
    request: HttpRequest,
    *,
    token: PersonalToken | None = None,
    declared: Application | None = None,
    secret: str = "",
) -> HttpResponse:
    person = current_person(request)
    context = {
        "tokens": PersonalToken.objects.filter(person=person).in_force(),
        "consents": ApplicationConsent.objects.filter(person=person).select_related("application"),
        "applications": Application.objects.filter(user=person),
        "may_open_service": any(
            mandate.role not in DEMAND_A_SECOND_FACTOR for mandate in mandates_of(person)
        ),
        "made": token,
        "declared": declared,
        "secret": secret,
    }
    return render(request, "people/applications/list.html", context)
