"""The pages of the library where a second factor is added: they lead back to who sent there."""

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView

from bocage.people.views.onward import local_address


class KeyAddition(AddWebAuthnView):
    """Adds a passkey."""

    def get_success_url(self) -> str:
        return local_address(self.request) or super().get_success_url()


class AppAddition(ActivateTOTPView):
    """Sets up an authenticator app."""

    def get_success_url(self) -> str:
        return local_address(self.request) or super().get_success_url()


add_key = KeyAddition.as_view()
add_app = AppAddition.as_view()
