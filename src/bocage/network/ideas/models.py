"""Models of the idea box: public ideas, votes, comments, and the organisers' answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.members.querysets import in_clubs_run_by
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey

if TYPE_CHECKING:
    from bocage.people.models import Person


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Filters on ideas."""

    def public(self) -> IdeaQuerySet:
        """Filters the ideas that are public, that is, not hidden."""
        return self.filter(hidden_at=None)

    def run_by(self, person: Person) -> IdeaQuerySet:
        """Filters the ideas that a person may answer, as they run the club."""
        return self.filter(in_clubs_run_by(person))


class Idea(IdentifiedModel):
    """A public suggestion. If its author's account is erased, the idea stays with its votes."""

    class State(models.TextChoices):
        NEW = "new", _("reçue")
        TO_STUDY = "to_study", _("à l’étude")
        PLANNED = "planned", _("prévue")
        DONE = "done", _("faite")
        NO = "no", _("non retenue")

    author = AuthorKey(_("auteur"), null=True, blank=True, related_name="ideas")
    shows_name = models.BooleanField(_("montrer mon nom"), default=False)
    title = models.CharField(_("l’idée en une ligne"), max_length=120)
    text = models.TextField(_("ce qu’elle changerait"), max_length=2000, blank=True)
    commune = CommuneKey(_("commune"), related_name="ideas")
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.NEW)
    answer = models.TextField(_("réponse"), max_length=1500, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    created_at = models.DateTimeField(_("suggérée le"))
    hidden_at = models.DateTimeField(_("masquée le"), null=True, blank=True)
    hidden_reason = models.CharField(_("pourquoi elle est masquée"), max_length=300, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="network_idea_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Une idée se dit en une ligne."),
            ),
            models.CheckConstraint(
                name="network_idea_no_with_a_reason",
                condition=~Q(state="no") | Q(answer__regex=r"\S"),
                violation_error_message=_("Un non dit pourquoi."),
            ),
            models.CheckConstraint(
                name="network_idea_answered_has_time",
                condition=Q(state="new") | Q(answered_at__isnull=False),
                violation_error_message=_("Une réponse est donnée un jour."),
            ),
            models.CheckConstraint(
                name="network_idea_hidden_with_a_reason",
                condition=Q(hidden_at=None) | Q(hidden_reason__regex=r"\S"),
                violation_error_message=_("Dites pourquoi : la raison est envoyée à son auteur."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="network_idea_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("idea_detail", args=[self.pk])

    lineage = LineageOf("commune")

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None


class IdeaVote(IdentifiedModel):
    """Vote of a person for an idea; one each."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    person = OwnerKey(related_name="idea_votes")
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_idea_voted_once",
                fields=["idea", "person"],
                violation_error_message=_("Vous avez déjà voté pour cette idée."),
            ),
        ]


class IdeaComment(IdentifiedModel):
    """Comment on an idea. A hidden comment stays, with the reason shown instead of its text."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    author = AuthorKey(null=True, blank=True, related_name="idea_comments")
    shows_name = models.BooleanField(_("montrer mon nom"), default=False)
    text = models.TextField(_("ce que j’en pense"), max_length=1000)
    written_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(_("pourquoi il est masqué"), max_length=300, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_ideacomment_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("Écrivez un mot."),
            ),
            models.CheckConstraint(
                name="network_ideacomment_hidden_with_a_reason",
                condition=Q(hidden_at=None) | Q(hidden_reason__regex=r"\S"),
                violation_error_message=_("Dites pourquoi : la raison est envoyée à son auteur."),
            ),
        ]

    lineage = LineageOf("idea")


class IdeaAnswer(IdentifiedModel):
    """Answer to an idea, never changed: each answer is notified once to the people who voted."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=8, choices=Idea.State)
    words = models.TextField(max_length=1500, blank=True)
    answered_by = AuthorKey(null=True, related_name="+")
    answered_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True, blank=True)
    """When all voters had been notified; read by a scheduled job."""

    class Meta:
        ordering = ["answered_at", "id"]
        indexes = [
            models.Index(
                fields=["answered_at"],
                name="network_ideaanswer_to_notify",
                condition=Q(notified_at=None),
            ),
        ]


class IdeaNotification(IdentifiedModel):
    """Notification of an answer, sent to a person who voted."""

    answer = models.ForeignKey(IdeaAnswer, on_delete=models.CASCADE, related_name="notifications")
    person = OwnerKey(related_name="+")
    notified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_idea_notified_once",
                fields=["answer", "person"],
                violation_error_message=_("Cette personne connaît déjà la réponse."),
            ),
        ]
