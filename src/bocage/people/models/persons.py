"""People, and their message preferences."""

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Concat, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.errors import NotAllowed
from bocage.foundation.formatting.plain_words import PlainWords, SpacedWords
from bocage.people.addresses import ERASED_DOMAIN, normalise_address

if TYPE_CHECKING:
    from bocage.people.models.mandates import Mandate


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts from an address alone: the public has no password."""

    def create_user(self, email: str, **fields: Any) -> "Person":
        """Inserts a person. Rooms call `operations.create_person` instead.

        Raises:
            ValidationError: `email` is not an address.
        """
        person = self.model(email=normalise_address(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


PERSON_WORDS = SpacedWords(PlainWords(F("name")), F("email"))
"""Search text of a person: the index `people_person_words` is used for this exact expression.
Addresses are already in lower case without accents.
"""


class Situation(models.TextChoices):
    """Situation of a person towards the territory, as they describe it."""

    CANDIDATE = "candidate", _("je pense à m’installer")
    SETTLED_TELEWORKER = "settled_teleworker", _("je vis ici et je télétravaille")
    OCCASIONAL_TELEWORKER = "occasional_teleworker", _("je télétravaille ici de temps en temps")
    SECOND_HOME_OWNER = "second_home_owner", _("j’ai une résidence secondaire ici")
    RESIDENT = "resident", _("je vis ici")


@with_history_and_deletion("email", "name", "situation", "is_active", related_name="events")
class Person(AbstractBaseUser):  # type: ignore[django-manager-missing]  # a library has no types
    """Account of a person who confirmed an address, or for whom a mandate waits."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    email = models.EmailField(
        _("adresse électronique"),
        unique=True,
        error_messages={"unique": _("Cette adresse est déjà utilisée.")},
    )
    name = models.CharField(_("nom"), max_length=120, blank=True)
    phone = models.CharField(
        _("téléphone"), max_length=20, blank=True, help_text=_("Donné à l’accueil d’un lieu.")
    )
    situation = models.CharField(
        _("situation"), max_length=24, choices=Situation.choices, blank=True
    )
    language = models.CharField(
        _("langue"), max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr"
    )
    shows_name_to_hosts = models.BooleanField(
        _("montrer mon nom à qui tient le lieu où je réserve"), default=True
    )
    shows_name_to_others = models.BooleanField(
        _("montrer mon nom aux personnes présentes le même jour"), default=False
    )
    is_active = models.BooleanField(_("compte ouvert"), default=True)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True, editable=False)
    """Time of the erasure, after which the row identifies nobody: figures and history refer to it.
    """

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [
            models.CheckConstraint(
                name="people_person_email_lowercase",
                condition=models.Q(email=Lower("email")),
                violation_error_message=_("Une adresse s’écrit en minuscules."),
            ),
            # Lookalikes of other alphabets cannot stand beside the address that they imitate.
            models.CheckConstraint(
                name="people_person_email_ascii",
                condition=models.Q(email__regex=r"^[!-~]+@[!-~]+$"),
                violation_error_message=_("Cette adresse contient un caractère inattendu."),
            ),
            models.CheckConstraint(
                name="people_person_language_known",
                condition=models.Q(language__in=["fr", "en"]),
                violation_error_message=_("Cette langue n’est pas proposée."),
            ),
            models.CheckConstraint(
                name="people_person_situation_known",
                condition=models.Q(situation__in=["", *Situation.values]),
                violation_error_message=_("Cette situation n’est pas proposée."),
            ),
            models.CheckConstraint(
                name="people_person_erased_is_nobody",
                condition=models.Q(erased_at=None)
                | models.Q(
                    name="",
                    phone="",
                    situation="",
                    is_active=False,
                    email=Concat(Cast("id", models.TextField()), models.Value(ERASED_DOMAIN)),
                ),
                violation_error_message=_("Un compte effacé n’a ni nom, ni adresse, ni numéro."),
            ),
        ]
        indexes = [
            # Serves searches by a part of the name or of the address among thousands.
            GinIndex(OpClass(PERSON_WORDS, name="gin_trgm_ops"), name="people_person_words"),
        ]

    def __str__(self) -> str:
        # A person with a name is not erased: a list of names alone needs no other column.
        if not self.name and self.erased_at is not None:
            return str(_("compte effacé"))
        return self.name or self.email

    def has_perm(self, permission: str, target: object = None) -> bool:
        """Checks whether a policy gives this right to the person. A closed account has none.

        Every right is a predicate of a `policies.py`: there is no table of permissions, no group
        and no super-user, so that a right can be read in one place.
        """
        return self.is_active and rules.has_perm(permission, self, target)

    def require(self, permission: str, target: object = None) -> None:
        """Checks that the person has a right.

        Raises:
            NotAllowed: no policy gives them this right.
        """
        if not self.has_perm(permission, target):
            raise NotAllowed

    @property
    def current_mandates(self) -> "list[Mandate]":
        """Lists the mandates in force today that count.

        Those that require a second factor are left out if this person `lacks_second_factor`.
        """
        if not self.lacks_second_factor:
            return self.mandates_in_force
        return [mandate for mandate in self.mandates_in_force if not mandate.demands_second_factor]

    @property
    def mandates_in_force(self) -> "list[Mandate]":
        """The mandates in force today, with their scopes, read once for this object."""
        if self._mandates_in_force is None:
            from bocage.people.models.mandates import (
                mandates_by_person,
            )  # Circular import.

            today = timezone.localdate()
            mandates = mandates_by_person.all(self.pk)
            self._mandates_in_force = [
                mandate
                for mandate in mandates
                if mandate.holds_on(today) and self.only_mandate in (None, mandate.pk)
            ]
        return self._mandates_in_force

    def forget_mandates(self) -> None:
        """Empties the cache of mandates, after one was granted or ended."""
        self._mandates_in_force = None

    def hold_no_mandate(self) -> None:
        """Spares reading the mandates of who is known to have none."""
        self._mandates_in_force = []

    lacks_second_factor = False
    """True if only a mailbox has authenticated the person: a session without second factor
    (`people.sign_in.second_factor`), or the link of a mail (`people.signed_in`).
    """
    only_mandate: "UUID | None" = None
    """The one mandate that counts, where a service acts with it (`people.tokens.access`)."""
    _mandates_in_force: "list[Mandate] | None" = None


class MessageChoice(models.Model):
    """Choice of a person to receive or refuse the messages of one channel by one medium.

    Without a row, the default of the channel applies (`foundation.mail`).
    """

    class Medium(models.TextChoices):
        EMAIL = "email", _("par courriel")

    person = models.ForeignKey(Person, models.CASCADE, related_name="message_choices")
    channel = models.CharField(_("messages"), max_length=40)
    medium = models.CharField(
        _("moyen"), max_length=12, choices=Medium.choices, default=Medium.EMAIL
    )
    is_wanted = models.BooleanField(_("souhaité"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "medium"],
                name="people_messagechoice_one_per_channel",
                violation_error_message=_("Ce choix est déjà enregistré."),
            ),
            models.CheckConstraint(
                name="people_messagechoice_medium_known",
                condition=models.Q(medium__in=["email"]),
                violation_error_message=_("Ce moyen n’est pas proposé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.get_medium_display()}"
