"""Follow-ups: how a household is doing, some months after it moved in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.welcome.projects.models.projects import SettlementProject

MONTHS = (1, 3, 6, 12, 24)
"""Months after the move at which a follow-up is sent."""


class FollowUp(IdentifiedModel):
    """Follow-up of a household, a number of months after it moved in. The fields of the answer
    remain empty until it answers.
    """

    class Mood(models.TextChoices):
        VERY_WELL = "very_well", _("très bien")
        WELL = "well", pgettext_lazy("mood", "bien")
        SO_SO = "so_so", _("des hauts et des bas")
        BADLY = "badly", _("c’est difficile")

    class Part(models.TextChoices):
        """State of one part of a household's life."""

        FINE = "fine", _("tout va bien")
        SO_SO = "so_so", _("à améliorer")
        PROBLEM = "problem", _("un vrai problème")
        NOT_CONCERNED = "not_concerned", _("pas concerné")

    class LeftWhy(models.TextChoices):
        WORK = "work", _("pour le travail")
        HOUSING = "housing", _("faute de logement qui convienne")
        FAMILY = "family", _("pour se rapprocher de la famille")
        SCHOOL = "school", _("pour l’école ou les études")
        HEALTH = "health", _("pour la santé")
        ALONE = "alone", _("nous nous sentions seuls")
        OTHER = "other", _("pour une autre raison")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="follow_ups"
    )
    months = models.PositiveSmallIntegerField(_("mois après l’emménagement"))
    due_on = models.DateField(_("prévu le"))
    requested_at = models.DateTimeField(_("demandé le"), null=True, blank=True)
    call_due_at = models.DateTimeField(_("à appeler depuis le"), null=True, blank=True)
    """Time from which the welcome team should call: no answer came, or the answer requests it."""
    called_at = models.DateTimeField(_("appelé le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = AuthorKey(null=True, blank=True, related_name="+")
    still_here = models.BooleanField(_("toujours ici"), null=True, blank=True)
    mood = models.CharField(_("comment ça va"), max_length=12, choices=Mood, blank=True)
    work = models.CharField(_("travail"), max_length=16, choices=Part, blank=True)
    housing = models.CharField(_("logement"), max_length=16, choices=Part, blank=True)
    school = models.CharField(_("école"), max_length=16, choices=Part, blank=True)
    missing = models.TextField(_("ce qui manque"), max_length=2000, blank=True)
    may_call = models.BooleanField(_("peut être appelé(e)"), default=False)
    left_on = models.DateField(_("reparti le"), null=True, blank=True)
    left_why = models.CharField(_("pourquoi"), max_length=8, choices=LeftWhy, blank=True)
    wants_to_sponsor = models.BooleanField(_("veut parrainer à son tour"), default=False)
    wants_to_testify = models.BooleanField(_("veut bien témoigner"), default=False)
    wants_to_join_club = models.BooleanField(_("veut rejoindre le club"), default=False)
    wishes_taken_up_at = models.DateTimeField(_("envies reprises le"), null=True, blank=True)
    """Time when a person of the welcome team took up the household's wishes to help."""

    WISHES = ("wants_to_sponsor", "wants_to_testify", "wants_to_join_club")
    WISHED = Q(wants_to_sponsor=True) | Q(wants_to_testify=True) | Q(wants_to_join_club=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(name="welcome_followup_once", fields=["project", "months"]),
            models.CheckConstraint(
                name="welcome_followup_months_known", condition=Q(months__in=MONTHS)
            ),
            models.CheckConstraint(
                name="welcome_followup_answered_whether_here",
                condition=Q(answered_at=None, still_here=None)
                | Q(answered_at__isnull=False, still_here__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_followup_left_when_gone",
                condition=Q(left_on=None) | Q(still_here=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="welcome_followup_to_ask",
                condition=Q(requested_at=None, answered_at=None),
            ),
            models.Index(
                fields=["call_due_at"],
                name="welcome_followup_to_call",
                condition=Q(called_at=None, call_due_at__isnull=False),
            ),
            models.Index(
                fields=["requested_at"],
                name="welcome_followup_silent",
                condition=Q(answered_at=None, call_due_at=None, requested_at__isnull=False),
            ),
            models.Index(
                fields=["project"],
                name="welcome_followup_wished",
                condition=(
                    Q(wants_to_sponsor=True) | Q(wants_to_testify=True) | Q(wants_to_join_club=True)
                ),
            ),
        ]

    lineage = LineageOf("project")

    @property
    def wishes(self) -> frozenset[str]:
        """Returns the names, among `WISHES`, of the household's wishes to help; empty if it has
        left.
        """
        if not self.still_here:
            return frozenset()
        return frozenset(name for name in self.WISHES if getattr(self, name))

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
