"""Sign-in: an address, six digits, and back to the page before."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bocage.foundation.errors import add_refusal_to
from bocage.foundation.http.access import public, signed_in
from bocage.foundation.http.actions import flash_outcome
from bocage.people.errors import AccountClosed, CodeOver, TooManyAttempts, WrongCode
from bocage.people.forms import AddressForm, CodeForm
from bocage.people.limits import spend_work
from bocage.people.models import SignInCode
from bocage.people.operations import sign_in as operations
from bocage.people.operations.sign_in import (
    Asker,
    confirm_code,
    request_another_code,
    request_code,
    request_confirmation_code,
)
from bocage.people.sign_in.known_browsers import known_browser_of
from bocage.people.signed_in import current_person
from bocage.people.views.onward import local_address

PENDING_SIGN_IN = "sign_in_code"
PENDING_CONFIRMATION = "confirmation_code"
NEXT = "sign_in_next"


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Prompts for an address, and sends a code to it, whether or not it has an account."""
    next_url = local_address(request)
    if request.user.is_authenticated:
        return redirect(next_url or settings.LOGIN_REDIRECT_URL)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            email = form.cleaned_data["email"]
            code = request_code(email=email, language=_language(), asker=_asker(request, email))
        except TooManyAttempts as refusal:
            add_refusal_to(form, refusal)
            return _sign_in_page(request, form, next_url, status=refusal.status)
        request.session[PENDING_SIGN_IN] = str(code.pk)
        request.session[NEXT] = next_url
        return redirect("account_confirm_login_code")
    return _sign_in_page(request, form, next_url)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Takes the digits of a code, signs the person in, and leads back to where they came from."""
    next_url = request.session.get(NEXT) or ""
    code = _pending_code(request, PENDING_SIGN_IN)
    if request.user.is_authenticated or code is None:
        return redirect(_with_next(reverse("account_login"), next_url))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = confirm_code(
                code_id=code.pk, digits=form.cleaned_data["code"], language=_language()
            )
        except WrongCode as refusal:
            add_refusal_to(form, refusal, "code")
        except CodeOver as refusal:
            del request.session[PENDING_SIGN_IN]
            messages.error(request, str(refusal))
            return redirect(_with_next(reverse("account_login"), next_url))
        except AccountClosed:
            del request.session[PENDING_SIGN_IN]
            return redirect("account_inactive")
        else:
            del request.session[PENDING_SIGN_IN]
            request.session.pop(NEXT, None)
            return perform_login(request, person, email=person.email, redirect_url=next_url)
    return render(
        request, "people/sign_in/code.html", {"form": form, "email": code.email, "next": next_url}
    )


@public
@require_POST
def send_another_code(request: HttpRequest) -> HttpResponse:
    """Sends other digits to the address; the earlier ones are no longer valid."""
    code = _pending_code(request, PENDING_SIGN_IN)
    if code is None:
        return redirect("account_login")
    with flash_outcome(request):
        new_code = request_another_code(
            code=code, language=_language(), asker=_asker(request, code.email)
        )
        request.session[PENDING_SIGN_IN] = str(new_code.pk)
        messages.success(request, _words_of_another(new_code))
    return redirect("account_confirm_login_code")


@public
def account_closed(request: HttpRequest) -> HttpResponse:
    """Shows a person who proved that they read the mailbox of a closed account that it is
    closed.
    """
    return render(request, "people/sign_in/closed.html", status=403)


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this session, and shows a message."""
    logout(request)
    messages.success(request, _("Vous êtes déconnecté(e). À bientôt !"))
    response = redirect("home")
    # Only the cache: the waiting entries of a booth's tablet are in the browser's storage.
    response["Clear-Site-Data"] = '"cache"'
    return response


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_identity(request: HttpRequest) -> HttpResponse:
    """Confirms the identity of the person again before the keys of an account are changed.

    The first visit offers to send a code, which a POST without digits does.
    """
    next_url = local_address(request)
    code = _pending_code(request, PENDING_CONFIRMATION)
    form = CodeForm(request.POST if code and "code" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        return _send_confirmation(request, next_url)
    if code and form.is_valid():
        try:
            person = operations.confirm_identity(
                by=current_person(request), code_id=code.pk, digits=form.cleaned_data["code"]
            )
        except WrongCode as refusal:
            add_refusal_to(form, refusal, "code")
        except CodeOver as refusal:
            del request.session[PENDING_CONFIRMATION]
            messages.error(request, str(refusal))
            return redirect(_with_next(request.path, next_url))
        else:
            del request.session[PENDING_CONFIRMATION]
            record_authentication(request, person, method="code", reauthenticated=True)
            return redirect(next_url or "mfa_index")
    context = {
        "form": form,
        "was_sent": code is not None,
        "next": next_url,
        "others": [
            {**method, "url": _with_next(method["url"], next_url)}
            for method in get_adapter(request).get_reauthentication_methods(request.user)
            if method["id"] != "code"
        ],
    }
    return render(request, "people/sign_in/confirm_identity.html", context)


def _send_confirmation(request: HttpRequest, next_url: str) -> HttpResponse:
    with flash_outcome(request):
        code = request_confirmation_code(by=current_person(request), language=_language())
        request.session[PENDING_CONFIRMATION] = str(code.pk)
    return redirect(_with_next(request.path, next_url))


def _asker(request: HttpRequest, email: str) -> Asker:
    """Returns the browser of a request; a known one needs no proof of work."""
    browser = known_browser_of(request, email)
    return Asker(
        network_address=network_address_of(request),
        known_browser=browser,
        has_worked=browser is None and spend_work(request),
    )


def _words_of_another(code: SignInCode) -> str:
    if code.sent_with_id is None:
        return _("Un nouveau code est en route. L’ancien ne sert plus.")
    return _("Un code vient de partir, et il sert encore. Attendez une minute avant le suivant.")


def _sign_in_page(
    request: HttpRequest, form: AddressForm, next_url: str, status: int = 200
) -> HttpResponse:
    context = {"form": form, "next": next_url}
    return render(request, "people/sign_in/address.html", context, status=status)


def _pending_code(request: HttpRequest, key: str) -> SignInCode | None:
    """Returns the code that this browser requested, if it is still pending."""
    identifier = request.session.get(key)
    return SignInCode.objects.filter(pk=UUID(identifier)).first() if identifier else None


def _with_next(url: str, next_url: str) -> str:
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


def _language() -> str:
    return get_language() or "fr"


def network_address_of(request: HttpRequest) -> str:
    """Returns the network address of the client of a request, behind the proxies that the
    configuration trusts.
    """
    return str(get_adapter(request).get_client_ip(request))
