"""Registrations to gatherings, waiting list, and calendar subscriptions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.querysets import RegistrationQuerySet
from bocage.people.keys import OwnerKey
from bocage.people.models import OwnCalendar, Person
from bocage.registrations.models import Registration as BaseRegistration


class Registration(BaseRegistration):
    """Registration of a person to a gathering. A person without an account is known by a name and
    an address.
    """

    event = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    person = OwnerKey(_("personne"), null=True, blank=True, related_name="gathering_registrations")
    guests = models.CharField(_("avec"), max_length=300, blank=True)
    is_shown = models.BooleanField(_("se montre parmi ceux qui viennent"), default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta(BaseRegistration.Meta):
        constraints = [
            *BaseRegistration.Meta.constraints,
            models.UniqueConstraint(
                name="network_registration_once_a_person",
                fields=["event", "person"],
                condition=~Q(state="cancelled"),
                violation_error_message=_("Vous êtes déjà inscrit à cette rencontre."),
            ),
            models.CheckConstraint(
                name="network_registration_of_somebody",
                condition=Q(person__isnull=False)
                | Q(name__regex=r"\S")
                | Q(forgotten_at__isnull=False),
                violation_error_message=_("Dites votre nom."),
            ),
        ]

    @property
    def display_name(self) -> str:
        """Name of the attendee."""
        if self.person is not None:
            return self.person.name or self.name or self.person.email
        return self.name

    @property
    def address(self) -> str:
        """Address to which messages are sent; empty for a walk-in."""
        return self.person.email if self.person is not None else self.email

    @property
    def reads(self) -> str:
        """Language of the messages sent to the attendee."""
        return self.person.language if self.person is not None else self.language

    @property
    def account(self) -> Person | None:
        return self.person


class GatheringCalendar(OwnCalendar):
    """A secret address by which programs follow the gatherings of one person."""
