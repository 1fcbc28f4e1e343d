"""Models of sponsors: profiles, requests to accompany a household, contacts and feedback."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.models import Person
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.sponsors.querysets import SponsorQuerySet

MAX_AT_ONCE = 6
"""More newcomers at once than anybody can welcome well."""


class SponsorProfile(IdentifiedModel):
    """Profile of a person as sponsor of one commune, in their own words.

    The mandate on the commune makes the sponsor: the profile gives no right by itself.
    """

    class Status(models.TextChoices):
        OFFERED = "offered", _("proposé(e), sa réponse est attendue")
        REQUESTED = "requested", _("à confirmer par l’équipe d’accueil")
        ACTIVE = "active", _("parrain ou marraine")
        REFUSED = "refused", _("n’a pas souhaité, ou pas été retenu(e)")
        OVER = "over", _("n’est plus parrain ou marraine")

    class Family(models.TextChoices):
        WITH_CHILDREN = "with_children", _("avec des enfants à la maison")
        GROWN = "grown", _("avec de grands enfants")
        WITHOUT_CHILDREN = "without_children", _("sans enfant")

    class Availability(models.TextChoices):
        WEEKDAYS = "weekdays", _("en semaine, en journée")
        EVENINGS = "evenings", _("en soirée")
        WEEKENDS = "weekends", _("le week-end")

    person = OwnerKey(related_name="sponsor_profiles")
    commune = CommuneKey(_("commune"), related_name="sponsor_profiles")
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.REQUESTED)
    trade = models.CharField(_("métier"), max_length=120, blank=True)
    languages = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("langues parlées"),
    )
    family = models.CharField(_("famille"), max_length=16, choices=Family, blank=True)
    availability = ArrayField(
        models.CharField(max_length=8, choices=Availability),
        default=list,
        blank=True,
        verbose_name=_("disponible"),
    )
    max_at_once = models.PositiveSmallIntegerField(_("ménages à la fois, au plus"), default=1)
    words = models.TextField(_("quelques mots de vous"), max_length=1000, blank=True)
    is_open = models.BooleanField(_("accepte qu’on lui propose des ménages"), default=True)
    shows_phone = models.BooleanField(
        _("donner mon téléphone au ménage que j’accompagne"), default=False
    )
    offered_by = AuthorKey(_("proposé(e) par"), null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(_("proposé(e) le"))
    answered_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    """Time when the person answered the offer, or the welcome team answered theirs."""

    objects = SponsorQuerySet.as_manager()

    class Meta:
        ordering = ["commune__name", "offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_sponsor_once_a_commune",
                fields=["person", "commune"],
                violation_error_message=_("Cette personne est déjà proposée dans cette commune."),
            ),
            models.CheckConstraint(
                name="welcome_sponsor_within_what_one_can",
                condition=Q(max_at_once__range=(1, MAX_AT_ONCE)),
                violation_error_message=_("De un à six ménages à la fois."),
            ),
        ]
        indexes = [models.Index(fields=["commune", "status"], name="welcome_sponsor_commune")]

    lineage = LineageOf("commune")

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE


OPEN = ("proposed", "active")

CAPACITY_HOLDS = """
    PERFORM 1 FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM welcome_sponsorship
            WHERE sponsor_id = NEW.sponsor_id AND status IN ('proposed', 'active')
            AND id <> NEW.id)
        >= (SELECT max_at_once FROM welcome_sponsorprofile WHERE id = NEW.sponsor_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            CONSTRAINT = 'welcome_sponsorship_within_capacity',
            MESSAGE = 'refused by welcome_sponsorship_within_capacity';
    END IF;
    RETURN NEW;
"""
"""Trigger that locks the row of the sponsor, so that two concurrent proposals are counted one after
the other. A sponsorship that is already open remains, even if its sponsor lowers their maximum.
"""


@with_history("status", "reason")
class Sponsorship(IdentifiedModel):
    """Request to one sponsor to accompany one household, and its outcome."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposé")
        ACTIVE = "active", _("en cours")
        ENDED = "ended", _("terminé")
        DECLINED = "declined", _("décliné")
        WITHDRAWN = "withdrawn", _("retiré")

    class Reason(models.TextChoices):
        """Reasons why a sponsorship was declined, withdrawn or ended."""

        NO_TIME = "no_time", _("pas le temps en ce moment")
        NO_FIT = "no_fit", _("pas la bonne personne pour ce ménage")
        NO_ANSWER = "no_answer", _("pas de réponse")
        TAKEN = "taken", _("une autre personne a accepté")
        DONE = "done", _("le ménage a pris ses marques")
        MOVED_AWAY = "moved_away", _("le ménage ou le parrain a déménagé")
        HOUSEHOLD = "household", _("le ménage ne le souhaite pas")
        SPONSOR = "sponsor", _("le parrain ou la marraine ne peut plus")
        MANDATE_OVER = "mandate_over", _("n’est plus parrain ou marraine")
        PROJECT_OVER = "project_over", _("le projet est clos")
        TEAM = "team", _("décision de l’équipe d’accueil")

    OPEN = OPEN

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="sponsorships"
    )
    sponsor = models.ForeignKey(
        SponsorProfile, on_delete=models.CASCADE, related_name="sponsorships"
    )
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_by = AuthorKey(_("proposé par"), null=True, blank=True, related_name="+")
    """Null where the request follows a refusal or a missing answer."""
    proposed_at = models.DateTimeField(_("proposé le"))
    answer_due_at = models.DateTimeField(_("réponse attendue le"))
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    """Time when it stopped being open, for any reason."""
    reason = models.CharField(_("raison"), max_length=12, choices=Reason, blank=True)
    words = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    contact_given_by = AuthorKey(
        _("coordonnées données par"), null=True, blank=True, related_name="+"
    )
    """Adult of the household whose address and number the sponsor may read."""
    renewal_requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Time when both sides were asked whether it continues, or answered that it does."""

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_sponsorship_one_open_a_project",
                fields=["project"],
                condition=Q(status__in=OPEN),
                violation_error_message=_("Ce ménage a déjà un parrain ou une marraine."),
            ),
            models.CheckConstraint(
                name="welcome_sponsorship_over_with_a_reason",
                condition=Q(status__in=OPEN, ended_at=None, reason="")
                | ~Q(status__in=OPEN) & Q(ended_at__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="welcome_sponsorship_active_was_answered",
                condition=~Q(status__in=["active", "ended"]) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_due_at"],
                name="welcome_sponsorship_due",
                condition=Q(status="proposed"),
            ),
            models.Index(
                fields=["sponsor"],
                name="welcome_sponsorship_load",
                condition=Q(status__in=OPEN),
            ),
            # Households without a sponsor any more: a small part of all sponsorships.
            models.Index(
                fields=["project"],
                name="welcome_sponsorship_refused",
                condition=Q(status__in=("declined", "withdrawn")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_capacity_at_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__status__in=OPEN),
                func=CAPACITY_HOLDS,
            ),
            pgtrigger.Trigger(
                name="within_capacity_again",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status", "sponsor_id"),
                condition=pgtrigger.Q(new__status__in=OPEN)
                & (
                    ~pgtrigger.Q(old__status__in=OPEN)
                    | pgtrigger.Q(old__sponsor_id__df=pgtrigger.F("new__sponsor_id"))
                ),
                func=CAPACITY_HOLDS,
            ),
        ]

    def get_absolute_url(self) -> str:
        """Returns the URL of the household's card, as its sponsor reads it."""
        return reverse("sponsorship", args=[self.pk])

    lineage = LineageOf("project")

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE

    def is_accompanied_by(self, person: Person) -> bool:
        """Checks whether a person is the sponsor."""
        return self.sponsor.person_id == person.pk


class SponsorContact(IdentifiedModel):
    """Short note of a sponsor about a meeting or a call, in one line."""

    class Channel(models.TextChoices):
        MEETING = "meeting", pgettext_lazy("in person", "rencontre")
        CALL = "call", _("appel")
        MESSAGE = "message", _("message")

    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.CASCADE, related_name="contacts")
    happened_on = models.DateField(_("jour"))
    channel = models.CharField(_("comment"), max_length=8, choices=Channel, default=Channel.MEETING)
    line = models.CharField(_("en une ligne"), max_length=200, blank=True)
    written_at = models.DateTimeField(_("noté le"))

    class Meta:
        ordering = ["-happened_on", "-written_at", "id"]


class SponsorshipFeedback(models.Model):
    """Feedback that one side gives, in two minutes, once the sponsorship is over."""

    class Side(models.TextChoices):
        HOUSEHOLD = "household", _("le ménage")
        SPONSOR = "sponsor", _("le parrain ou la marraine")

    class Mark(models.IntegerChoices):
        VERY_WELL = 4, _("très bien")
        WELL = 3, pgettext_lazy("mood", "bien")
        SO_SO = 2, _("moyennement")
        BADLY = 1, _("mal")

    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(_("de"), max_length=9, choices=Side)
    mark = models.PositiveSmallIntegerField(_("comment cela s’est passé"), choices=Mark)
    helped = models.TextField(_("ce qui a aidé"), max_length=1000, blank=True)
    missing = models.TextField(_("ce qui a manqué"), max_length=1000, blank=True)
    written_at = models.DateTimeField(_("écrit le"))

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_feedback_once_a_side", fields=["sponsorship", "side"]
            ),
            models.CheckConstraint(
                name="welcome_feedback_mark_known", condition=Q(mark__range=(1, 4))
            ),
        ]
