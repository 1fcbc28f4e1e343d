"""Personal tokens, with which a program acts for a person without their mailbox."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models.persons import Person
from bocage.people.tokens.scopes import scopes_in_words


class PersonalTokenQuerySet(models.QuerySet["PersonalToken"]):
    def in_force(self, at: datetime | None = None) -> PersonalTokenQuerySet:
        """Filters the tokens that are neither revoked nor expired at a moment (now by default)."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())


@with_history("person", "name", "scopes", "expires_at", "revoked_at", related_name="events")
class PersonalToken(IdentifiedModel):
    """A secret that its holder keeps; the row knows its digest alone."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="personal_tokens", verbose_name=_("personne")
    )
    name = models.CharField(
        _("nom"),
        max_length=60,
        help_text=_("Pour le reconnaître : « mon tableur », « la mairie »…"),
    )
    digest = models.CharField(max_length=64, editable=False)
    last_letters = models.CharField(max_length=4, editable=False)
    """Shown beside the name: which of the secrets on a desk this one is."""
    scopes = ArrayField(models.CharField(max_length=32), verbose_name=_("ce qu’il ouvre"))
    made_with_second_factor = models.BooleanField(default=False, editable=False)
    """True if it may use a mandate that requires a second factor."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expire le"))
    last_used_at = models.DateTimeField(_("servi le"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    has_been_given_mandates = True
    """True if the person holds, held or will hold a mandate; set by `tokens_by_digest` alone."""

    objects = PersonalTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="people_personaltoken_one_secret",
                fields=["digest"],
                violation_error_message=_("Ce jeton existe déjà."),
            ),
            models.CheckConstraint(
                name="people_personaltoken_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("Un jeton ne peut pas expirer avant d’avoir servi."),
            ),
            models.CheckConstraint(
                name="people_personaltoken_opens_something",
                condition=Q(scopes__len__gt=0),
                violation_error_message=_("Choisissez au moins une chose que ce jeton ouvre."),
            ),
            models.CheckConstraint(
                name="people_personaltoken_named",
                condition=~Q(name=""),
                violation_error_message=_("Donnez un nom à ce jeton."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.last_letters}"

    @property
    def opens(self) -> list[str]:
        """Scopes of the token, in words."""
        return scopes_in_words(self.scopes)

    def is_in_force(self, at: datetime) -> bool:
        """Checks whether the token is neither revoked nor expired at this moment."""
        return self.revoked_at is None and at < self.expires_at


tokens_by_digest = PreparedLookup(
    PersonalToken,
    "digest",
    joined=["person"],
    also={
        "has_been_given_mandates": "EXISTS (SELECT FROM people_mandate"
        " WHERE people_mandate.person_id = people_personaltoken.person_id)"
    },
)
"""Token and person of each API request. Mandates are read separately, since most people never had
any.
"""
