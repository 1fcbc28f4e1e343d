"""The pages of the library where a second factor is added: they lead back to who sent there, by the
codes that stand in for it when it is lost."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from bocage.people.policies import demands_second_factor
from bocage.people.signed_in import current_person
from bocage.people.views.onward import local_address

FEW_CODES = 3


class KeyList(IndexView):
    """Page of the second factors of an account, and of the missing ones."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        authenticators = context["authenticators"]
        codes = authenticators.get("recovery_codes")
        remaining = len(codes.get_unused_codes()) if codes else 0
        return context | {
            "has_key": bool(authenticators),
            "demands_second_factor": demands_second_factor(self.request.user),
            "codes_left": remaining,
            "few_codes_left": remaining <= FEW_CODES,
        }


class _Addition(FormView):
    """View that adds a second factor, which then counts as shown in this session."""

    did_generate_recovery_codes: bool

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, current_person(self.request), "mfa")
        return response

    def get_success_url(self) -> str:
        onward = local_address(self.request)
        if not self.did_generate_recovery_codes:
            return onward or reverse("mfa_index")
        page = reverse("mfa_view_recovery_codes")
        return f"{page}?{urlencode({'next': onward})}" if onward else page


class KeyAddition(_Addition, AddWebAuthnView):
    """Adds a passkey."""


class AppAddition(_Addition, ActivateTOTPView):
    """Sets up an authenticator app."""


class RecoveryCodeList(ViewRecoveryCodesView):
    """The recovery codes of an account: shown once, then counted."""

    template_name = "mfa/recovery_codes/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = [f"{code[:5]} {code[5:]}" for code in context["unused_codes"]]
        onward = local_address(self.request) or reverse("mfa_index")
        return context | {"codes": codes, "onward": onward}


key_list = KeyList.as_view()
add_key = KeyAddition.as_view()
add_app = AppAddition.as_view()
recovery_codes = never_cache(RecoveryCodeList.as_view())
