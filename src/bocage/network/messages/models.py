"""Conversations of two people through the club; neither sees the other's address."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.models import Person
from bocage.people.scopes.lineage import LineageOf

LONGEST_MESSAGE = 5_000


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, by who takes part."""

    def of(self, person: Person) -> ConversationQuerySet:
        """Filters the conversations in which a person takes part."""
        return self.filter(Q(writer=person) | Q(reader=person))


class Conversation(IdentifiedModel):
    """Conversation of two people through the club: one for each pair."""

    writer = OwnerKey(_("écrit par"), related_name="conversations_begun")
    reader = OwnerKey(_("écrit à"), related_name="conversations_received")
    """The member who was written to first."""
    begun_at = models.DateTimeField(_("commencé le"))
    last_written_at = models.DateTimeField(_("dernier message le"))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                Least("writer", "reader"),
                Greatest("writer", "reader"),
                name="network_conversation_once_a_pair",
                violation_error_message=_("Vous vous écrivez déjà."),
            ),
            models.CheckConstraint(
                name="network_conversation_of_two",
                condition=~Q(writer=F("reader")),
                violation_error_message=_("On ne s’écrit pas à soi-même."),
            ),
        ]
        indexes = [
            models.Index(fields=["writer", "begun_at"], name="network_conversation_begun"),
            models.Index(fields=["last_written_at"], name="network_conversation_last"),
        ]

    lineage = LineageOf("reader.membership.commune")

    def is_between(self, person_id: object) -> bool:
        """Checks whether a person takes part in the conversation."""
        return person_id in {self.writer_id, self.reader_id}


class ConversationSide(IdentifiedModel):
    """Side of one person of a conversation. Its key is part of the address that receives their
    answers, so that neither can write in the name of the other."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="sides")
    person = OwnerKey(related_name="conversation_sides")
    seen_until = models.DateTimeField(_("lu jusqu’au"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("arrêté le"), null=True, blank=True)
    """When this person stopped the messages of the other."""
    erased_until = models.DateTimeField(_("effacé jusqu’au"), null=True, blank=True)
    """Messages written before this time are hidden from this person's page."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_conversation_side_once",
                fields=["conversation", "person"],
                violation_error_message=_("Cette personne est déjà de cet échange."),
            ),
        ]


class ConversationMessage(IdentifiedModel):
    """Message of one of the two people, written on the page or by mail."""

    class Channel(models.TextChoices):
        PAGE = "page", _("sur la page")
        MAIL = "mail", _("par courriel")

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    author = OwnerKey(_("auteur"), related_name="conversation_messages")
    words = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    channel = models.CharField(_("moyen"), max_length=4, choices=Channel, default=Channel.PAGE)
    mail_id = models.CharField(max_length=255, blank=True, editable=False)
    """The `Message-ID` of the mail that it came by: a mail taken twice stays one message."""
    written_at = models.DateTimeField(_("écrit le"))

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_message_mail_once", fields=["mail_id"], condition=~Q(mail_id="")
            ),
            models.CheckConstraint(
                name="network_message_of_words",
                condition=Q(words__regex=r"\S"),
                violation_error_message=_("Un message dit quelque chose."),
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "written_at"], name="network_message_thread"),
            models.Index(fields=["author", "written_at"], name="network_message_author"),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class ConversationReport(IdentifiedModel):
    """Report of a conversation by one of the two people, for the people who run the club."""

    class Reason(models.TextChoices):
        CANVASSING = "canvassing", _("c’est du démarchage")
        INSULT = "insult", _("c’est blessant ou menaçant")
        FRAUD = "fraud", _("cela ressemble à une escroquerie")
        OTHER = "other", _("autre chose")

    class Outcome(models.TextChoices):
        CLOSED = "closed", _("classé sans suite")
        SUSPENDED = "suspended", _("l’auteur ne peut plus écrire par le club")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reports")
    reported_by = OwnerKey(_("signalé par"), related_name="conversation_reports")
    reason = models.CharField(_("pourquoi"), max_length=10, choices=Reason)
    words = models.CharField(_("en quelques mots"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("signalé le"))
    outcome = models.CharField(_("suite"), max_length=10, choices=Outcome, blank=True)
    handled_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    handled_by = AuthorKey(_("réglé par"), null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["reported_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_report_open_once",
                fields=["conversation", "reported_by"],
                condition=Q(handled_at=None),
                violation_error_message=_("Vous avez déjà signalé cet échange."),
            ),
            models.CheckConstraint(
                name="network_report_handled_with_an_outcome",
                condition=Q(handled_at=None, outcome="")
                | (Q(handled_at__isnull=False) & ~Q(outcome="")),
                violation_error_message=_("Un signalement réglé a une suite."),
            ),
        ]

    lineage = LineageOf("conversation")

    @property
    def reported(self) -> Person:
        """Person whose messages are reported."""
        talk = self.conversation
        return talk.writer if self.reported_by_id == talk.reader_id else talk.reader


class ContactSuspension(IdentifiedModel):
    """Suspension of a person, who can write to nobody through the club until it is lifted."""

    person = OwnerKey(_("personne"), related_name="contact_suspensions")
    reason = models.CharField(_("raison"), max_length=300)
    suspended_at = models.DateTimeField(_("suspendu le"))
    suspended_by = AuthorKey(_("suspendu par"), null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(_("levé le"), null=True, blank=True)

    class Meta:
        ordering = ["-suspended_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_suspension_open_once",
                fields=["person"],
                condition=Q(lifted_at=None),
                violation_error_message=_("Cette personne est déjà suspendue."),
            ),
            models.CheckConstraint(
                name="network_suspension_with_a_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Une suspension dit pourquoi."),
            ),
        ]
