"""Who comes to an evening, who waits for a seat, and who was invited."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier
from bocage.outreach.models.campaigns import TrackedLink
from bocage.outreach.models.consents import ProspectConsent
from bocage.outreach.models.evenings import CityEvening
from bocage.outreach.models.prospects import Prospect
from bocage.people.lineage import Lineage

MOST_TOGETHER = 6

seats_follow_the_registrations = pgtrigger.Trigger(
    name="seats_follow_the_registrations",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' AND OLD.state = NEW.state AND OLD.people = NEW.people
            AND OLD.is_walk_in = NEW.is_walk_in AND OLD.evening_id = NEW.evening_id THEN
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' AND OLD.state = 'registered' AND NOT OLD.is_walk_in THEN
            UPDATE outreach_cityevening SET seats_taken = seats_taken - OLD.people
            WHERE id = OLD.evening_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'registered' AND NOT NEW.is_walk_in THEN
            UPDATE outreach_cityevening SET seats_taken = seats_taken + NEW.people
            WHERE id = NEW.evening_id;
        END IF;
        RETURN NULL;
    """,
)
"""Counts the seats on the row of the evening, where a constraint refuses one too many: two who
register at once wait for each other there. Who came without a seat takes none."""


class EveningRegistrationQuerySet(models.QuerySet["EveningRegistration"]):
    """Registrations, by where they stand."""

    def standing(self) -> EveningRegistrationQuerySet:
        """Who comes, and who waits."""
        return self.filter(
            state__in=(EveningRegistration.State.REGISTERED, EveningRegistration.State.WAITING)
        )

    def expected(self) -> EveningRegistrationQuerySet:
        """Who has a seat, or came without one."""
        return self.filter(state=EveningRegistration.State.REGISTERED)

    def waiting(self) -> EveningRegistrationQuerySet:
        """Who waits, the first who asked first."""
        return self.filter(state=EveningRegistration.State.WAITING).order_by("confirmed_at", "pk")


class EveningRegistration(models.Model):
    """Somebody at an evening, with those they bring: a name, and an address that answered."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("adresse à confirmer")
        REGISTERED = "registered", _("inscrit")
        WAITING = "waiting", _("en liste d’attente")
        CANCELLED = "cancelled", _("désinscrit")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    evening = models.ForeignKey(CityEvening, on_delete=models.CASCADE, related_name="registrations")
    prospect = models.ForeignKey(
        Prospect,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evening_registrations",
    )
    """Their record, where they have one or agreed to be written to. Without one, their name and
    address are of this evening alone."""
    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    language = models.CharField(max_length=2, default="fr")
    state = models.CharField(_("état"), max_length=11, choices=State)
    people = models.PositiveSmallIntegerField(_("personnes"), default=1)
    purposes = ArrayField(
        models.CharField(max_length=8, choices=ProspectConsent.Purpose),
        default=list,
        blank=True,
        verbose_name=_("accepte de"),
    )
    """What they ticked, until their mailbox answered."""
    link = models.ForeignKey(
        TrackedLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The link by which they came, of this campaign or of another."""
    is_walk_in = models.BooleanField(_("venu sans s’inscrire"), default=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    """Added to that of the evening, it is the version that calendars compare."""
    asked_at = models.DateTimeField(_("demandée le"))
    confirmed_at = models.DateTimeField(_("inscrit le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("désinscrit le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrivé le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("nom effacé le"), null=True, blank=True)

    objects = EveningRegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="outreach_eveningregistration_once_an_address",
                fields=["evening", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                violation_error_message=_("Cette adresse est déjà inscrite à cette soirée."),
            ),
            models.CheckConstraint(
                name="outreach_eveningregistration_of_somebody",
                condition=Q(name__regex=r"\S") | Q(forgotten_at__isnull=False),
                violation_error_message=_("Dites votre nom."),
            ),
            models.CheckConstraint(
                name="outreach_eveningregistration_few_together",
                condition=Q(people__range=(1, MOST_TOGETHER)),
                violation_error_message=_("De une à six personnes ensemble."),
            ),
            models.CheckConstraint(
                name="outreach_eveningregistration_dated_states",
                condition=(Q(state="unconfirmed", confirmed_at=None) | ~Q(state="unconfirmed"))
                & (
                    Q(state="cancelled", cancelled_at__isnull=False)
                    | ~Q(state="cancelled") & Q(cancelled_at=None)
                )
                & (~Q(state__in=("registered", "waiting")) | Q(confirmed_at__isnull=False))
                & (Q(arrived_at=None) | Q(state="registered")),
                violation_error_message=_("L’état d’une inscription a son moment."),
            ),
        ]
        triggers = [seats_follow_the_registrations]

    def __str__(self) -> str:
        return f"{self.evening_id} {self.state}"

    @property
    def lineage(self) -> Lineage:
        """Where rights on it come from: its evening."""
        return self.evening.lineage

    @property
    def is_standing(self) -> bool:
        return self.state in (self.State.REGISTERED, self.State.WAITING)


class EveningInvitation(models.Model):
    """Somebody who is invited to an evening: a prospect nearby, or a guest of the club, who comes
    to tell of life here. It leaves by a task, which asks at that moment whether it still may."""

    class State(models.TextChoices):
        WAITING = "waiting", _("va partir")
        SENT = "sent", _("envoyée")
        DROPPED = "dropped", _("n’est pas partie")

    class Answer(models.TextChoices):
        NONE = "", _("sans réponse")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    evening = models.ForeignKey(CityEvening, on_delete=models.CASCADE, related_name="invitations")
    prospect = models.ForeignKey(
        Prospect,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evening_invitations",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evening_invitations",
    )
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.WAITING)
    answer = models.CharField(_("réponse"), max_length=3, choices=Answer, blank=True, default="")
    asked_at = models.DateTimeField(_("demandée le"))
    sent_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("réponse le"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_eveninginvitation_of_one",
                condition=Q(prospect=None, person__isnull=False)
                | Q(prospect__isnull=False, person=None),
                violation_error_message=_("Une invitation est pour quelqu’un."),
            ),
            models.UniqueConstraint(
                name="outreach_eveninginvitation_once_a_prospect",
                fields=["evening", "prospect"],
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.UniqueConstraint(
                name="outreach_eveninginvitation_once_a_person",
                fields=["evening", "person"],
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.CheckConstraint(
                name="outreach_eveninginvitation_dated_states",
                condition=(
                    Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None)
                )
                & (
                    Q(answer="", answered_at=None)
                    | Q(answer__in=("yes", "no"), answered_at__isnull=False, state="sent")
                ),
                violation_error_message=_("On répond à une invitation qui est partie."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                name="outreach_invitation_to_send",
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evening_id} {self.state}"

    @property
    def lineage(self) -> Lineage:
        """Where rights on it come from: its evening."""
        return self.evening.lineage
