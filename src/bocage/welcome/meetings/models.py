"""Awareness meetings: the welcome is presented to the town halls of an intercommunalité."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import Lineage, LineageOf
from bocage.territory.keys import CommuneKey, DepartementKey, EpciKey

seats_follow_the_answers = pgtrigger.Trigger(
    name="seats_follow_the_answers",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.answer = 'yes' THEN
            UPDATE welcome_awarenessmeeting SET seats_taken = seats_taken - OLD.people
            WHERE id = OLD.meeting_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.answer = 'yes' THEN
            UPDATE welcome_awarenessmeeting SET seats_taken = seats_taken + NEW.people
            WHERE id = NEW.meeting_id;
        END IF;
        RETURN NULL;
    """,
)
"""Trigger that counts the seats on the row of the meeting, where a constraint refuses one too many:
concurrent answers of town halls wait for each other there.
"""


@with_history("status", "starts_at", "capacity")
class AwarenessMeeting(IdentifiedModel):
    """Meeting to which every town hall of an intercommunalité is invited."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        OPEN = "open", _("invitations parties")
        FULL = "full", _("complète")
        HELD = "held", _("tenue")
        CALLED_OFF = "called_off", _("annulée")

    COMING = (Status.OPEN, Status.FULL)

    epci = EpciKey(_("intercommunalité"), related_name="awareness_meetings")
    departement = DepartementKey(_("département"), related_name="awareness_meetings")
    """Département whose welcome team calls the meeting: an intercommunalité may lie in several."""
    starts_at = models.DateTimeField(_("le"))
    place = models.CharField(_("lieu"), max_length=200)
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Vide : autant qu’il en vient.")
    )
    seats_taken = models.IntegerField(_("places prises"), default=0, editable=False)
    words = models.TextField(_("mot d’invitation"), max_length=2000, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    planned_by = AuthorKey(_("préparée par"), null=True, related_name="meetings_planned")
    planned_at = models.DateTimeField(_("préparée le"))
    opened_at = models.DateTimeField(_("invitations parties le"), null=True, blank=True)
    held_at = models.DateTimeField(_("tenue le"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    call_off_reason = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_meeting_one_at_a_time",
                fields=["epci", "starts_at"],
                condition=~Q(status="called_off"),
                violation_error_message=_("L’intercommunalité a déjà une réunion à ce moment."),
            ),
            models.CheckConstraint(
                name="welcome_meeting_seats",
                condition=Q(seats_taken__gte=0)
                & (Q(capacity=None) | Q(seats_taken__lte=F("capacity"))),
                violation_error_message=_("Il ne reste pas assez de places."),
            ),
            models.CheckConstraint(
                name="welcome_meeting_has_a_seat",
                condition=Q(capacity=None) | Q(capacity__gte=1),
                violation_error_message=_("Une réunion a une place au moins."),
            ),
            models.CheckConstraint(
                name="welcome_meeting_dated_states",
                condition=(
                    Q(status="held", held_at__isnull=False) | ~Q(status="held") & Q(held_at=None)
                )
                & (
                    Q(status="called_off", called_off_at__isnull=False)
                    | ~Q(status="called_off") & Q(called_off_at=None, call_off_reason="")
                )
                & (Q(status__in=("draft", "called_off")) | Q(opened_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at"],
                name="welcome_meeting_coming",
                condition=Q(status__in=("open", "full")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epci_id} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def lineage(self) -> Lineage:
        """Territory from which rights on the meeting derive: its intercommunalité."""
        return Lineage(kind="epci", departement_id=self.departement_id, epci_id=self.epci_id)

    @property
    def is_coming(self) -> bool:
        return self.status in self.COMING

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def seats_left(self) -> int | None:
        """Number of seats left; None where the meeting has no limit."""
        return None if self.capacity is None else max(self.capacity - self.seats_taken, 0)


class MeetingInvitation(IdentifiedModel):
    """Invitation of one town hall to a meeting, with its answer."""

    class Answer(models.TextChoices):
        NONE = "none", _("pas encore répondu")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    meeting = models.ForeignKey(
        AwarenessMeeting, on_delete=models.CASCADE, related_name="invitations"
    )
    commune = CommuneKey(related_name="meeting_invitations")
    invited_at = models.DateTimeField(_("invitée le"), null=True, blank=True)
    """Time when the town hall was invited by mail; null if no person of it is known, and it must be
    called.
    """
    reminded_at = models.DateTimeField(_("relancée le"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=4, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = AuthorKey(null=True, related_name="+")
    names = models.CharField(_("noms"), max_length=300, blank=True)
    people = models.PositiveSmallIntegerField(_("personnes"), default=0)
    attended = models.BooleanField(_("présente"), default=False)

    class Meta:
        ordering = ["meeting", "commune__name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_meetinginvitation_once",
                fields=["meeting", "commune"],
                violation_error_message=_("Cette commune est déjà invitée."),
            ),
            models.CheckConstraint(
                name="welcome_meetinginvitation_people",
                condition=Q(answer="yes", people__range=(1, 20)) | ~Q(answer="yes") & Q(people=0),
                violation_error_message=_("Dites combien vous serez, de 1 à 20."),
            ),
            models.CheckConstraint(
                name="welcome_meetinginvitation_answered_on_a_day",
                condition=Q(answer="none", answered_at=None)
                | ~Q(answer="none") & Q(answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["commune"], name="welcome_meetinginv_commune"),
        ]
        triggers = [seats_follow_the_answers]

    lineage = LineageOf("commune")

    @property
    def comes(self) -> bool:
        return self.answer == self.Answer.YES
