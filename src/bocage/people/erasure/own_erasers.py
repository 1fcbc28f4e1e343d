"""Erasure of the data of the people room and of the foundation."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.people.erasure.erasers import (
    before_erasure,
    erases,
    retained_after_erasure,
)
from bocage.people.erasure.erasure import Erasure
from bocage.people.models import (
    AccessToken,
    Application,
    ApplicationConsent,
    ApplicationGrant,
    DeviceGrant,
    Entitlement,
    IdentityToken,
    KnownBrowser,
    Mandate,
    MessageChoice,
    PersonalToken,
    Portrait,
    RefreshToken,
    Session,
    SignInCode,
)
from bocage.people.operations.entitlements import end_entitlement
from bocage.people.operations.mandates import end_mandate


@before_erasure(rank=10)
def mandates(erasure: Erasure) -> None:
    """Ends today the mandates of the person, those that have not begun included.

    Raises:
        LastAdministrator: the instance would have no administrator.
    """
    for mandate in Mandate.objects.not_over().filter(person=erasure.person).order_by("pk"):
        end_mandate(by=erasure.person, mandate=mandate)


@erases(_("Votre compte : photo, préférences, clés d’accès, sessions"), rank=10)
def keys_and_choices(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        MessageChoice.objects.filter(person=person),
        Portrait.objects.filter(person=person),
        Authenticator.objects.filter(user=person),
        UserSession.objects.filter(user=person),
        KnownBrowser.objects.filter(person=person),
        Session.objects.filter(person=person),
        EmailAddress.objects.filter(user=person),
    )
    if erasure.address:
        erasure.delete(SignInCode.objects.filter(email=erasure.address))
    for entitlement in Entitlement.objects.in_force().filter(person=person, ends_on=None):
        end_entitlement(by=None, entitlement=entitlement)


@erases(_("Vos applications, leurs accords et vos jetons"), rank=20)
def applications(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        IdentityToken.objects.filter(user=person),
        RefreshToken.objects.filter(user=person),
        AccessToken.objects.filter(user=person),
        ApplicationGrant.objects.filter(user=person),
        DeviceGrant.objects.filter(user=person),
        ApplicationConsent.objects.filter(person=person),
        PersonalToken.objects.filter(person=person),
        Application.objects.filter(user=person),
    )


retained_after_erasure(
    rank=10,
    data=_("Vos mandats, avec leurs dates, sans votre nom"),
    why=_("Le territoire doit pouvoir dire quand un rôle était tenu."),
    until=pgettext_lazy("kept", "sans limite"),
)
