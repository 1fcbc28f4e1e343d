"""Applications: software authorised to act in the name of people, and its tokens.

The tables that django-oauth-toolkit fills are ours (see docs/decisions/access-applications.md).
"""

import re

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import (
    AbstractAccessToken,
    AbstractApplication,
    AbstractDeviceGrant,
    AbstractGrant,
    AbstractIDToken,
    AbstractRefreshToken,
    ApplicationManager,
)

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models.mandates import Mandate
from bocage.people.models.persons import Person
from bocage.people.tokens.scopes import scopes_in_words

CODE = AbstractApplication.GRANT_AUTHORIZATION_CODE
SERVICE = AbstractApplication.GRANT_CLIENT_CREDENTIALS


_LOOPBACK = re.compile(r"(http://(?:127\.0\.0\.1|\[::1\]))(?::[0-9]{1,5})?((?:/[^#]*)?)")


def _without_port(uri: str) -> tuple[str, str] | None:
    """Returns the parts to compare of a loopback address, without its port; None for any other."""
    parts = _LOOPBACK.fullmatch(uri)
    return (parts[1], parts[2]) if parts else None


@with_history_and_deletion(
    "name", "website", "redirect_uris", "user", "mandate", "service_scopes", related_name="events"
)
class Application(AbstractApplication):
    """Application that a person declared.

    It acts for people who authorise it, or for one mandate of the person who declared it
    (`mandate`).
    """

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    website = models.URLField(_("site"), max_length=200, blank=True)
    mandate = models.ForeignKey(
        Mandate,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("mandat"),
    )
    service_scopes = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    """Scopes of a service over its mandate; other applications request each scope from people."""
    last_used_at = models.DateTimeField(null=True, blank=True)
    """Last use of a service; for other applications, the consent has it."""

    objects = ApplicationManager()

    class Meta:
        ordering = ["-created", "id"]
        constraints = [
            models.CheckConstraint(
                name="people_application_ways_in",
                condition=Q(authorization_grant_type=CODE, mandate=None, service_scopes__len=0)
                & ~Q(redirect_uris="")
                | Q(
                    authorization_grant_type=SERVICE,
                    mandate__isnull=False,
                    service_scopes__len__gt=0,
                    client_type=AbstractApplication.CLIENT_CONFIDENTIAL,
                ),
                violation_error_message=_(
                    "Une application a l’adresse où l’on revient ; un service, un mandat et ce "
                    "qu’il peut en faire."
                ),
            ),
            models.CheckConstraint(
                name="people_application_belongs_to_somebody",
                condition=Q(user__isnull=False) & ~Q(name=""),
                violation_error_message=_("Une application a un nom, et quelqu’un qui en répond."),
            ),
            models.CheckConstraint(
                name="people_application_always_asks",
                condition=Q(skip_authorization=False),
                violation_error_message=_("Une application demande toujours l’accord."),
            ),
        ]

    @property
    def is_service(self) -> bool:
        """True if the application acts by itself, with the mandate of the person who declared
        it.
        """
        return self.authorization_grant_type == SERVICE

    @property
    def opens(self) -> list[str]:
        """Scopes of a service, in words."""
        return scopes_in_words(self.service_scopes)

    def redirect_uri_allowed(self, uri: str) -> bool:
        """Checks whether a code may be sent to this address: one that was declared, character for
        character (RFC 9700, section 4.1.3), or one of this machine on any port (RFC 8252,
        section 7.3).
        """
        declared = self.redirect_uris.split()
        if uri in declared:
            return True
        of_this_machine = _without_port(uri)
        return of_this_machine is not None and of_this_machine in map(_without_port, declared)

    def is_usable(self, _request: object) -> bool:
        """Checks whether the application may be given a token: its owner has an active account, and
        its mandate, if any, is in force.
        """
        if self.user is None or not self.user.is_active:
            return False
        return self.mandate is None or self.mandate.holds_on(timezone.localdate())


@with_history_and_deletion("person", "application", "scopes", related_name="events")
class ApplicationConsent(IdentifiedModel):
    """Consent of a person to let an application act in their name. Without this row, no token of
    the application opens anything of theirs.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="application_consents")
    application = models.ForeignKey(Application, models.CASCADE, related_name="consents")
    scopes = ArrayField(models.CharField(max_length=32))
    made_with_second_factor = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="people_applicationconsent_once",
                fields=["person", "application"],
                violation_error_message=_("Cet accord est déjà donné."),
            ),
            models.CheckConstraint(
                name="people_applicationconsent_opens_something",
                condition=Q(scopes__len__gt=0),
                violation_error_message=_("Un accord permet au moins une chose."),
            ),
        ]

    @property
    def opens(self) -> list[str]:
        """Scopes that the application was granted, in words."""
        return scopes_in_words(self.scopes)


class ApplicationGrant(AbstractGrant):
    """Authorization code, which the application exchanges for tokens within a minute.

    A used code stays until the night: if it is used again, it was stolen, and the tokens issued
    for it are revoked (OAuth 2.1, section 4.1.3).
    """

    spent_at = models.DateTimeField(null=True, blank=True)
    token_family = models.UUIDField(null=True, blank=True)
    """Family of the refresh tokens that were issued for it."""

    class Meta(AbstractGrant.Meta):
        pass


class AccessToken(AbstractAccessToken):
    """Access token of an application, valid for an hour; the row stores only its digest."""

    class Meta(AbstractAccessToken.Meta):
        pass


class RefreshToken(AbstractRefreshToken):
    """Refresh token of an application, exchanged once for another token; the row stores only its
    digest.
    """

    class Meta(AbstractRefreshToken.Meta):
        pass


class IdentityToken(AbstractIDToken):
    """Table that the library requires and that stays empty: OpenID Connect is not offered."""

    class Meta(AbstractIDToken.Meta):
        pass


class DeviceGrant(AbstractDeviceGrant):
    """Table that the library requires and that stays empty: devices without a keyboard are not
    offered a way in.
    """

    class Meta(AbstractDeviceGrant.Meta):
        pass


access_tokens_by_checksum = PreparedLookup(
    AccessToken, "token_checksum", joined=["user", "application"]
)
