"""Enrolments in sequences, and each letter sent to them: once, whatever interrupts it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.models.sequences import LONGEST_SUBJECT, Letter, Sequence
from bocage.people.scopes.lineage import LineageOf


class Enrolment(IdentifiedModel):
    """Enrolment of one prospect in one sequence, unique for good: a prospect who left does not
    enter again by themselves.
    """

    class Origin(models.TextChoices):
        CROWD = "crowd", _("avec son segment")
        CONFIRMED = "confirmed", _("en confirmant son adresse")
        BY_HAND = "by_hand", _("par un geste")

    class EndReason(models.TextChoices):
        ANSWERED = "answered", _("a répondu")
        CANDIDATE = "candidate", _("est candidat")
        UNSUBSCRIBED = "unsubscribed", _("n’en veut plus")
        NO_CONSENT = "no_consent", _("n’a plus d’accord en vigueur")
        ADDRESS = "address", _("son adresse ne marche plus")
        FINISHED = "finished", _("a reçu toutes les lettres")
        ERASED = "erased", _("est effacé")
        MERGED = "merged", _("sa fiche est réunie à une autre")
        BY_HAND = "by_hand", _("retiré par l’équipe")
        ENDED = "ended", _("la série est terminée")

    sequence = models.ForeignKey(
        Sequence, on_delete=models.CASCADE, related_name="enrolments", db_index=False
    )
    """The first field of `outreach_enrolment_once`, as the letter is of `outreach_enrolment_due`:
    an index of their own would only be written."""
    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="enrolments")
    origin = models.CharField(_("entré"), max_length=9, choices=Origin)
    entered_at = models.DateTimeField(_("entré le"))
    next_letter = models.ForeignKey(
        Letter,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    next_at = models.DateTimeField(_("prochaine lettre le"), null=True, blank=True)
    """When the next letter is due; null while one is queued, and once the enrolment is over."""
    ended_at = models.DateTimeField(_("sorti le"), null=True, blank=True)
    end_reason = models.CharField(
        _("parce que"), max_length=12, choices=EndReason, blank=True, default=""
    )

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "prospect"],
                name="outreach_enrolment_once",
                violation_error_message=_("Ce prospect est déjà dans la série."),
            ),
            models.CheckConstraint(
                name="outreach_enrolment_ended_somehow",
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False, next_at=None) & ~Q(end_reason="")),
                violation_error_message=_("Qui sort d’une série en sort pour une raison."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_letter", "next_at"],
                name="outreach_enrolment_due",
                condition=Q(ended_at=None),
            ),
            models.Index(fields=["sequence", "end_reason"], name="outreach_enrolment_ends"),
        ]

    lineage = LineageOf("sequence")

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


class Sending(IdentifiedModel):
    """Sending of one letter to one prospect. A letter is sent only if it has a row here."""

    class State(models.TextChoices):
        QUEUED = "queued", _("en attente")
        SENT = "sent", _("partie")
        REFUSED = "refused", _("refusée")
        SKIPPED = "skipped", _("passée")

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("la lettre a été retirée")
        NO_CONSENT = "no_consent", _("l’accord n’était plus en vigueur")
        OVER = "over", _("la série était finie pour cette personne")
        NOTHING_FITS = "nothing_fits", _("rien à montrer qui lui convienne")
        NO_WORDS = "no_words", _("elle n’est pas écrite dans sa langue")
        ADDRESS = "address", _("son serveur dit que l’adresse n’existe plus")
        ERROR = "error", _("une erreur de notre part")

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="sendings", db_index=False
    )
    """The first field of `outreach_sending_once`, as the letter is of `outreach_sending_letter`."""
    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="sendings", db_index=False
    )
    state = models.CharField(_("état"), max_length=7, choices=State, default=State.QUEUED)
    reason = models.CharField(_("parce que"), max_length=12, choices=Reason, blank=True, default="")
    queued_at = models.DateTimeField(_("en attente depuis"))
    closed_at = models.DateTimeField(_("le"), null=True, blank=True)
    """When it was sent, or when sending was given up."""
    mail_id = models.UUIDField(null=True, blank=True)
    """Key of the foundation's mail, which records the delivery."""
    address = models.EmailField(_("adresse"), max_length=254, blank=True)
    subject = models.CharField(_("objet"), max_length=LONGEST_SUBJECT * 2, blank=True)
    """Subject as received, names included; cleared when their identity is erased."""
    code = models.CharField(max_length=12, null=True, blank=True, unique=True)
    """Code in its links to this site (`?c=`), once it is sent."""
    clicks = models.PositiveIntegerField(_("visites"), default=0)
    clicked_at = models.DateTimeField(_("première visite le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answer = models.TextField(_("réponse"), max_length=10_000, blank=True)
    answered_from = models.EmailField(_("répondu depuis"), max_length=254, blank=True)
    """Set if it differs from the address written to."""

    class Meta:
        ordering = ["queued_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "letter"],
                name="outreach_sending_once",
                violation_error_message=_("Cette lettre est déjà partie pour cette personne."),
            ),
            models.CheckConstraint(
                name="outreach_sending_closed_has_time",
                condition=Q(state="queued", closed_at=None)
                | (~Q(state="queued") & Q(closed_at__isnull=False)),
                violation_error_message=_("Ce qui est parti l’est depuis un moment."),
            ),
            models.CheckConstraint(
                name="outreach_sending_left_out_for_a_reason",
                condition=Q(state__in=["queued", "sent"], reason="")
                | (Q(state__in=["refused", "skipped"]) & ~Q(reason="")),
                violation_error_message=_("Ce qui ne part pas ne part pas pour une raison."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["queued_at", "id"],
                name="outreach_sending_waiting",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["closed_at"], name="outreach_sending_pace", condition=Q(state="sent")
            ),
            models.Index(
                fields=["mail_id"],
                name="outreach_sending_mail",
                condition=Q(mail_id__isnull=False),
            ),
            models.Index(
                fields=["address"],
                name="outreach_sending_refused",
                condition=Q(state="refused", reason="address"),
            ),
            models.Index(fields=["letter", "state"], name="outreach_sending_letter"),
        ]
