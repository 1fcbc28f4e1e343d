"""Relays: requests to a town hall about a project, and its answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays.querysets import RelayQuerySet


@with_history("status", "answer")
class Relay(IdentifiedModel):
    """Request to one town hall about one project. The town hall never reads the project's file: the
    relay contains what the household consented to, in the words of the coordinator.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("envoyée")
        SEEN = "seen", _("lue")
        REMINDED = "reminded", _("relancée")
        ESCALATED = "escalated", _("passée à d’autres")
        ANSWERED = "answered", _("répondue")
        WITHDRAWN = "withdrawn", _("retirée")

    OPEN = (Status.SENT, Status.SEEN, Status.REMINDED, Status.ESCALATED)

    class Answer(models.TextChoices):
        YES = "yes", _("oui")
        NOT_NOW = "not_now", _("pas maintenant")
        NO = "no", _("non")

    class Recipient(models.TextChoices):
        """First recipient of the relay: the town hall, or others if no person of it is known."""

        TOWN_HALL = "town_hall", _("la mairie")
        EPCI = "epci", _("l’intercommunalité")
        COORDINATOR = "coordinator", _("le ou la chargé(e) d’accueil")

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="relays")
    commune = CommuneKey(_("commune"), related_name="relays")
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.SENT)
    recipient = models.CharField(
        _("posée à"), max_length=12, choices=Recipient, default=Recipient.TOWN_HALL
    )
    requested_by = AuthorKey(_("posée par"), null=True, related_name="relays_asked")
    words = models.TextField(
        _("le mot à la mairie"),
        max_length=2000,
        blank=True,
        help_text=_("La mairie le lit tel quel, avec les prénoms et ce que le ménage cherche."),
    )
    sent_at = models.DateTimeField(_("envoyée le"))
    due_at = models.DateTimeField(_("réponse attendue le"))
    seen_at = models.DateTimeField(_("lue le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("relancée le"), null=True, blank=True)
    epci_notified_at = models.DateTimeField(
        _("passée à l’intercommunalité le"), null=True, blank=True
    )
    coordinator_notified_at = models.DateTimeField(
        _("revenue au ou à la chargé(e) d’accueil le"), null=True, blank=True
    )
    answer = models.CharField(_("réponse"), max_length=8, choices=Answer, blank=True)
    may_have_home = models.BooleanField(_("a peut-être un logement"), default=False)
    answer_words = models.TextField(_("en quelques mots"), max_length=2000, blank=True)
    answered_by = AuthorKey(
        _("répondue par"), null=True, blank=True, related_name="relays_answered"
    )
    answered_at = models.DateTimeField(_("répondue le"), null=True, blank=True)
    lead = models.ForeignKey(
        "housing.Lead",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="relays",
        verbose_name=_("piste de logement"),
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    withdrawn_because = models.CharField(_("raison"), max_length=300, blank=True)

    objects = RelayQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_relay_one_open",
                fields=["project", "commune"],
                condition=Q(status__in=("sent", "seen", "reminded", "escalated")),
                violation_error_message=_("Cette mairie a déjà la question, et n’a pas répondu."),
            ),
            models.CheckConstraint(
                name="welcome_relay_answered_at_a_time",
                condition=Q(status="answered", answered_at__isnull=False) & ~Q(answer="")
                | ~Q(status="answered") & Q(answered_at=None, answer=""),
            ),
            models.CheckConstraint(
                name="welcome_relay_withdrawn_at_a_time",
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | ~Q(status="withdrawn") & Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="welcome_relay_home_where_welcome",
                condition=Q(may_have_home=False) | Q(answer="yes"),
            ),
            models.CheckConstraint(
                name="welcome_relay_answered_after_it_was_sent",
                condition=Q(answered_at=None) | Q(answered_at__gte=F("sent_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-sent_at"], name="welcome_relay_project"),
            models.Index(fields=["commune", "-sent_at"], name="welcome_relay_commune"),
            models.Index(
                fields=["due_at"],
                name="welcome_relay_waiting",
                condition=Q(status__in=("sent", "seen", "reminded", "escalated")),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """True if an answer is still awaited."""
        return self.status in self.OPEN

    lineage = LineageOf("commune")


class RelayReply(IdentifiedModel):
    """Message that a person sent back about a relay, besides its answer: by mail, until their click
    makes it the answer, or too late to count. No message of a town hall is lost.
    """

    class State(models.TextChoices):
        TO_CONFIRM = "to_confirm", _("à confirmer d’un clic")
        CONFIRMED = "confirmed", _("devenue la réponse")
        MANDATE_OVER = "mandate_over", _("mandat terminé")
        ANSWERED = "answered", _("après une autre réponse")
        WITHDRAWN = "withdrawn", _("question retirée")

    SET_ASIDE = (State.MANDATE_OVER, State.ANSWERED, State.WITHDRAWN)

    relay = models.ForeignKey(Relay, on_delete=models.CASCADE, related_name="replies")
    person = OwnerKey(related_name="relay_replies")
    state = models.CharField(_("état"), max_length=12, choices=State)
    words = models.TextField(_("en quelques mots"), max_length=2000, blank=True)
    received_at = models.DateTimeField(_("reçue le"))
    mail_id = models.CharField(max_length=255, blank=True, editable=False)
    """`Message-ID` of the mail: a mail received twice is one reply."""

    class Meta:
        ordering = ["-received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_relayreply_mail_once", fields=["mail_id"], condition=~Q(mail_id="")
            ),
        ]
        indexes = [
            models.Index(fields=["relay", "-received_at"], name="welcome_relayreply_relay"),
            models.Index(fields=["person"], name="welcome_relayreply_person"),
        ]

    def __str__(self) -> str:
        return self.words[:60]
