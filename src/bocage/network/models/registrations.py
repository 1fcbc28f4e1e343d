"""Who comes to a gathering, who waits for a seat, and whose calendar follows their own."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier
from bocage.network.gathering_querysets import RegistrationQuerySet
from bocage.network.models.gatherings import Gathering

MOST_TOGETHER = 6

seats_follow_the_registrations = pgtrigger.Trigger(
    name="seats_follow_the_registrations",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.state = 'registered' AND NOT OLD.is_walk_in THEN
            UPDATE network_gathering SET seats_taken = seats_taken - OLD.people
            WHERE id = OLD.gathering_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'registered' AND NOT NEW.is_walk_in THEN
            UPDATE network_gathering SET seats_taken = seats_taken + NEW.people
            WHERE id = NEW.gathering_id;
        END IF;
        RETURN NULL;
    """,
)
"""Counts the seats on the row of the gathering, where a constraint refuses one too many: two who
register at once wait for each other there. Who came without a seat takes none: whoever stands at
the door let them in."""


class Registration(models.Model):
    """Somebody at a gathering, with those they bring. Whoever has no account gave their name and
    an address, which they confirm by a link."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("adresse à confirmer")
        REGISTERED = "registered", _("inscrit")
        WAITING = "waiting", _("en liste d’attente")
        CANCELLED = "cancelled", _("désinscrit")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="gathering_registrations",
        verbose_name=_("personne"),
    )
    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    language = models.CharField(max_length=5, default="fr")
    state = models.CharField(_("état"), max_length=11, choices=State)
    people = models.PositiveSmallIntegerField(_("personnes"), default=1)
    guests = models.CharField(_("avec"), max_length=300, blank=True)
    is_shown = models.BooleanField(_("se montre parmi ceux qui viennent"), default=False)
    is_walk_in = models.BooleanField(_("venu sans s’inscrire"), default=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    """Added to that of the gathering, it is the version that calendars compare."""
    asked_at = models.DateTimeField(_("demandée le"))
    confirmed_at = models.DateTimeField(_("inscrit le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("désinscrit le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrivé le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("nom effacé le"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_registration_once_a_person",
                fields=["gathering", "person"],
                condition=~Q(state="cancelled"),
                violation_error_message=_("Vous êtes déjà inscrit à cette rencontre."),
            ),
            models.UniqueConstraint(
                name="network_registration_once_an_address",
                fields=["gathering", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                violation_error_message=_("Cette adresse est déjà inscrite à cette rencontre."),
            ),
            models.CheckConstraint(
                name="network_registration_of_somebody",
                condition=Q(person__isnull=False)
                | Q(name__regex=r"\S")
                | Q(forgotten_at__isnull=False),
                violation_error_message=_("Dites votre nom."),
            ),
            models.CheckConstraint(
                name="network_registration_few_together",
                condition=Q(people__range=(1, MOST_TOGETHER)),
                violation_error_message=_("De une à six personnes ensemble."),
            ),
            models.CheckConstraint(
                name="network_registration_dated_states",
                condition=(Q(state="unconfirmed", confirmed_at=None) | ~Q(state="unconfirmed"))
                & (
                    Q(state="cancelled", cancelled_at__isnull=False)
                    | ~Q(state="cancelled") & Q(cancelled_at=None)
                )
                & (~Q(state__in=("registered", "waiting")) | Q(confirmed_at__isnull=False))
                & (Q(arrived_at=None) | Q(state="registered")),
            ),
        ]
        triggers = [seats_follow_the_registrations]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.state}"

    @property
    def who(self) -> str:
        """The name by which they are called."""
        if self.person is not None:
            return self.person.name or self.name or self.person.email
        return self.name

    @property
    def address(self) -> str:
        """Where they are written to; empty for who walked in."""
        return self.person.email if self.person is not None else self.email

    @property
    def is_standing(self) -> bool:
        return self.state in (self.State.REGISTERED, self.State.WAITING)


class GatheringCalendar(models.Model):
    """A secret address by which programs follow the gatherings of one person, until revoked."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gathering_calendars"
    )
    token = models.CharField(max_length=43, unique=True, editable=False)
    made_at = models.DateTimeField(_("créée le"))
    revoked_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_gatheringcalendar_one_in_use",
                fields=["person"],
                condition=Q(revoked_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
