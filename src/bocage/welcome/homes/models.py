"""Homes that a household follows, found by itself or shown to it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.welcome.projects.models.projects import SettlementProject


class FollowedHome(IdentifiedModel):
    """Home of the market, or lead, shared by the adults of one household. Its notes are private to
    the household; its status, its mark and the time of its visit are visible to the people who
    follow the project.
    """

    class Status(models.TextChoices):
        WANTED = "wanted", _("il nous plaît")
        CONTACTED = "contacted", _("contacté")
        TO_VISIT = "to_visit", _("à visiter")
        VISITED = "visited", _("visité")
        CHOSEN = "chosen", _("c’est le nôtre")
        NO = "no", _("pas pour nous")

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="homes")
    dwelling = models.ForeignKey(
        "housing.Dwelling",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="households",
    )
    lead = models.ForeignKey(
        "housing.Lead", on_delete=models.CASCADE, null=True, blank=True, related_name="households"
    )
    status = models.CharField(_("où en est-on"), max_length=9, choices=Status, default="wanted")
    visit_at = models.DateTimeField(_("visite le"), null=True, blank=True)
    notes = models.TextField(_("nos notes"), max_length=2000, blank=True)
    mark = models.PositiveSmallIntegerField(_("notre note"), null=True, blank=True)
    added_by = AuthorKey(null=True, related_name="+")
    added_at = models.DateTimeField(_("suivi depuis le"))
    changed_at = models.DateTimeField(_("changé le"))
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Number of times the visit was moved, for calendars (RFC 5545, SEQUENCE)."""

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_home_of_a_dwelling_or_a_lead",
                condition=Q(dwelling__isnull=False, lead=None)
                | Q(dwelling=None, lead__isnull=False),
            ),
            models.UniqueConstraint(
                name="welcome_home_dwelling_once", fields=["project", "dwelling"]
            ),
            models.UniqueConstraint(name="welcome_home_lead_once", fields=["project", "lead"]),
            models.UniqueConstraint(
                name="welcome_home_one_chosen",
                fields=["project"],
                condition=Q(status="chosen"),
                violation_error_message=_("Un autre logement est déjà le vôtre."),
            ),
            models.CheckConstraint(
                name="welcome_home_mark_from_one_to_five",
                condition=Q(mark=None) | Q(mark__range=(1, 5)),
                violation_error_message=_("Une note va de 1 à 5."),
            ),
            models.CheckConstraint(
                name="welcome_home_visit_has_a_moment",
                condition=~Q(status="to_visit") | Q(visit_at__isnull=False),
                violation_error_message=_("Une visite à venir a un jour et une heure."),
            ),
        ]


class HomesNotification(models.Model):
    """Record of an alert of the housing watch to a household: stored even after the searches, and
    the homes themselves, are deleted.
    """

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="homes_notifications"
    )
    homes = models.PositiveSmallIntegerField(_("logements"))
    notified_at = models.DateTimeField(_("dit le"))

    class Meta:
        ordering = ["notified_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_homesnotification_once", fields=["project", "notified_at"]
            ),
            models.CheckConstraint(
                name="welcome_homesnotification_of_some", condition=Q(homes__gte=1)
            ),
        ]


class FollowedHomeMove(models.Model):
    """Status change of a home that a household follows, from the day it was followed to the day it
    was dropped.

    Never changed, and stored even when the home is dropped, sold or erased: a past visit remains
    recorded. It contains no notes.
    """

    FOLLOWED, LET_GO = "followed", "let_go"
    STEPS = (
        (FOLLOWED, _("suivi")),
        *FollowedHome.Status.choices,
        (LET_GO, _("n’est plus suivi")),
    )

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="home_moves"
    )
    dwelling = models.ForeignKey(
        "housing.Dwelling", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(
        "housing.Lead", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    home_words = models.CharField(_("logement"), max_length=300)
    """Title and commune of the home at that time, in case it is deleted."""
    step = models.CharField(_("étape"), max_length=9, choices=STEPS)
    visit_at = models.DateTimeField(_("visite le"), null=True, blank=True)
    moved_by = AuthorKey(null=True, related_name="+")
    moved_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["moved_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_home_move_of_one_home",
                condition=Q(dwelling=None) | Q(lead=None),
            ),
        ]
        indexes = [models.Index(fields=["project", "moved_at"], name="welcome_home_move_project")]
        triggers = [
            pgtrigger.ReadOnly(
                name="never_changed", fields=["home_words", "step", "visit_at", "moved_at"]
            )
        ]
