"""Mentors: who has done it helps who begins, one learner and one mentor at a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.training.programmes.models.cohorts import Enrolment

MAX_LEARNERS_OF_A_MENTOR = 5


class MentorProfile(IdentifiedModel):
    """Offer of a person to mentor: their trade, their commune, and how many learners at a time."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentor_profile"
    )
    trade = models.CharField(
        _("métier"), max_length=120, help_text=_("Par exemple : graphisme, vente en ligne.")
    )
    commune = CommuneKey(_("commune"), related_name="mentors")
    words = models.TextField(_("ce que je peux apporter"), max_length=1000, blank=True)
    max_learners = models.PositiveSmallIntegerField(_("porteurs de projet à la fois"), default=1)
    offered_at = models.DateTimeField(_("proposé le"))
    stopped_at = models.DateTimeField(_("arrêté le"), null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_mentor_has_a_trade",
                condition=Q(trade__regex=r"\S"),
                violation_error_message=_("Dites votre métier en quelques mots."),
            ),
            models.CheckConstraint(
                name="training_mentor_of_a_few",
                condition=Q(max_learners__range=(1, MAX_LEARNERS_OF_A_MENTOR)),
                violation_error_message=_("D’une à cinq personnes à la fois."),
            ),
        ]

    @property
    def is_offering(self) -> bool:
        return self.stopped_at is None


class Mentorship(IdentifiedModel):
    """Proposal of a mentor to a learner, which the mentor answers in one click, then the mentorship
    itself.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposé au mentor")
        ACTIVE = "active", _("en cours")
        DECLINED = "declined", _("décliné")
        ENDED = "ended", _("terminé")

    OPEN = (State.PROPOSED, State.ACTIVE)

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="mentorships")
    mentor = models.ForeignKey(MentorProfile, on_delete=models.CASCADE, related_name="mentorships")
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = AuthorKey(null=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposé le"))
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_mentorship_one_open_a_learner",
                fields=["enrolment"],
                condition=Q(state__in=("proposed", "active")),
                violation_error_message=_("Un mentor est déjà proposé à cette personne."),
            ),
            models.CheckConstraint(
                name="training_mentorship_dated_states",
                condition=Q(state="proposed", answered_at=None, ended_at=None)
                | Q(state="active", answered_at__isnull=False, ended_at=None)
                | Q(state="declined", answered_at__isnull=False, ended_at=None)
                | Q(state="ended", ended_at__isnull=False),
            ),
        ]

    lineage = LineageOf("enrolment")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class MentorNote(models.Model):
    """Short note of a mentor, visible to the learner and the partner too."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="notes")
    words = models.CharField(_("note"), max_length=500)
    written_at = models.DateTimeField(_("écrite le"))

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="training_mentornote_says_something",
                condition=Q(words__regex=r"\S"),
                violation_error_message=_("Écrivez quelques mots."),
            )
        ]

    def __str__(self) -> str:
        return self.words[:40]
