"""Models of the help board: help posts, notified members, answers, helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.members.models.members import Member
from bocage.network.members.models.skills import Skill
from bocage.network.members.querysets import in_clubs_run_by
from bocage.people.keys import OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey

if TYPE_CHECKING:
    from bocage.people.models import Person

RADII_KM = (10, 20, 30, 50)
MAX_HELP_POST_SKILLS = 6


class HelpPostQuerySet(models.QuerySet["HelpPost"]):
    """Filters on help posts."""

    def open(self) -> HelpPostQuerySet:
        """Filters the help posts that can be answered today."""
        return self.filter(status="open")

    def run_by(self, person: Person) -> HelpPostQuerySet:
        """Filters the help posts of the clubs that a person runs."""
        return self.filter(in_clubs_run_by(person))


class HelpPost(IdentifiedModel):
    """Request or offer of a member, about some skills, near a commune, until a given day."""

    class Kind(models.TextChoices):
        ASK = "ask", _("je cherche")
        OFFER = "offer", _("je propose")

    class Status(models.TextChoices):
        OPEN = "open", _("en cours")
        CLOSED = "closed", _("réglée")
        ENDED = "ended", _("arrivée à son terme")
        HIDDEN = "hidden", _("masquée")

    author = OwnerKey(_("auteur"), related_name="help_posts")
    kind = models.CharField(_("nature"), max_length=5, choices=Kind)
    title = models.CharField(_("en une ligne"), max_length=120)
    text = models.TextField(_("ce qu’il faut savoir"), max_length=1500, blank=True)
    commune = CommuneKey(_("commune"), related_name="help_posts")
    radius_km = models.PositiveSmallIntegerField(
        _("jusqu’à quelle distance"), null=True, blank=True
    )
    skills = models.ManyToManyField(
        Skill, related_name="help_posts", verbose_name=_("métiers et compétences")
    )
    ends_on = models.DateField(_("dernier jour"))
    status = models.CharField(_("état"), max_length=6, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("publiée le"))
    reminded_at = models.DateTimeField(_("fin annoncée le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    hidden_reason = models.CharField(_("pourquoi elle est masquée"), max_length=300, blank=True)

    objects = HelpPostQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="network_help_post_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Une annonce se dit en une ligne."),
            ),
            models.CheckConstraint(
                name="network_help_post_near_enough",
                condition=Q(radius_km=None) | Q(radius_km__in=RADII_KM),
                violation_error_message=_("Choisissez une distance de la liste."),
            ),
            models.CheckConstraint(
                name="network_help_post_closed_has_time",
                condition=Q(status="open", closed_at=None)
                | (~Q(status="open") & Q(closed_at__isnull=False)),
                violation_error_message=_("Une annonce close l’est depuis un moment."),
            ),
            models.CheckConstraint(
                name="network_help_post_hidden_with_a_reason",
                condition=~Q(status="hidden") | Q(hidden_reason__regex=r"\S"),
                violation_error_message=_("Dites pourquoi : la raison est envoyée à son auteur."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_on"], name="network_help_post_to_end", condition=Q(status="open")
            ),
            models.Index(fields=["author", "-created_at"], name="network_help_post_own"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("help_post", args=[self.pk])

    lineage = LineageOf("commune")

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN


class HelpPostNotification(IdentifiedModel):
    """Notification of a help post to a member, sent or waiting for their weekly message; one per
    help post and member.
    """

    help_post = models.ForeignKey(HelpPost, on_delete=models.CASCADE, related_name="notifications")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="help_post_notifications"
    )
    found_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_help_post_notified_once",
                fields=["help_post", "member"],
                violation_error_message=_("Ce membre a déjà reçu cette annonce."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["member"], name="network_help_post_to_notify", condition=Q(notified_at=None)
            ),
        ]


class HelpPostChoice(models.Model):
    """Choice of how often a member is notified of the help posts that need their skills; at once by
    default.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("aussitôt")
        WEEKLY = "weekly", _("une fois par semaine, ensemble")
        NEVER = "never", _("jamais")

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="help_post_choice"
    )
    rhythm = models.CharField(_("rythme"), max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)


class HelpPostAnswer(IdentifiedModel):
    """Answer of a person to a help post. Its text is a message of a conversation, new or existing:
    addresses stay hidden, and the rules of messages apply.
    """

    help_post = models.ForeignKey(HelpPost, on_delete=models.CASCADE, related_name="answers")
    answerer = OwnerKey(related_name="help_post_answers")
    message = models.OneToOneField(
        "network.ConversationMessage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="help_post_answer",
    )
    """None once both people have erased the message, or after a year."""
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_help_post_answered_once",
                fields=["help_post", "answerer"],
                violation_error_message=_("Cette personne a déjà répondu."),
            ),
        ]


class HelpPostThanks(IdentifiedModel):
    """Thanks from the author of a help post to a person who helped, who is named on it and
    counted."""

    help_post = models.ForeignKey(HelpPost, on_delete=models.CASCADE, related_name="thanks")
    helper = OwnerKey(related_name="thanks_received")
    words = models.CharField(_("un mot de remerciement"), max_length=300, blank=True)
    thanked_at = models.DateTimeField()

    class Meta:
        ordering = ["thanked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_help_post_thanked_once",
                fields=["help_post", "helper"],
                violation_error_message=_("Cette personne est déjà remerciée."),
            ),
        ]


class HelpPostReport(IdentifiedModel):
    """Report by a member that a help post is out of place on the board, for the organiser."""

    help_post = models.ForeignKey(HelpPost, on_delete=models.CASCADE, related_name="reports")
    reporter = OwnerKey(related_name="help_post_reports")
    reason = models.CharField(_("ce qui ne va pas"), max_length=300)
    reported_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reported_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_help_post_reported_once",
                fields=["help_post", "reporter"],
                violation_error_message=_("Vous avez déjà signalé cette annonce."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["help_post"],
                name="network_help_post_reports_open",
                condition=Q(handled_at=None),
            ),
        ]
