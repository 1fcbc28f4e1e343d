"""Programmes: placed sessions, computed proposals, published versions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.web_school.models.editions import Slot, WebSchoolEdition, WebSchoolRoom
from bocage.network.web_school.models.pitches import Pitch
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf

MAX_SESSION_LINKS = 8


@with_history_and_deletion("edition", "pitch", "title", "room", "slot", "is_pinned")
class Session(IdentifiedModel):
    """Session in a room from a given slot on: a placed pitch, or a session started on the spot."""

    edition = models.ForeignKey(
        WebSchoolEdition,
        on_delete=models.CASCADE,
        related_name="sessions",
        verbose_name=_("édition"),
    )
    pitch = models.OneToOneField(
        Pitch,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="session",
        verbose_name=_("proposition"),
    )
    title = models.CharField(_("titre"), max_length=120)
    room = models.ForeignKey(
        WebSchoolRoom, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("salle")
    )
    slot = models.ForeignKey(
        Slot,
        on_delete=models.PROTECT,
        related_name="starting_sessions",
        verbose_name=_("premier créneau"),
    )
    length = models.PositiveSmallIntegerField(_("durée, en créneaux"), default=1)
    is_pinned = models.BooleanField(_("épinglé"), default=False)
    started_by = AuthorKey(_("lancé par"), null=True, blank=True, related_name="sessions_started")
    """Set for walk-up sessions only: the others are led by the leaders of their pitch."""
    speaker_left_at = models.DateTimeField(
        _("l’animateur a quitté le club le"), null=True, blank=True
    )
    notes = models.TextField(_("ce qu’on en retient"), max_length=6000, blank=True)
    links = ArrayField(
        models.URLField(max_length=300), default=list, blank=True, verbose_name=_("liens")
    )

    class Meta:
        ordering = ["slot__period", "room__name", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_session_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Un atelier a un titre."),
            ),
            models.CheckConstraint(
                name="network_session_few_links",
                condition=Q(links__len__lte=MAX_SESSION_LINKS),
                violation_error_message=_("Huit liens au plus."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("session_detail", args=[self.edition.slug, self.pk])

    lineage = LineageOf("edition")

    @property
    def is_walk_up(self) -> bool:
        return self.pitch_id is None


class SessionHold(models.Model):
    """A room during a slot, taken by one session: a longer one takes several."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="holds")
    room = models.ForeignKey(WebSchoolRoom, on_delete=models.PROTECT, related_name="holds")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="holds")
    started_by = AuthorKey(null=True, blank=True, related_name="+")
    """Person who started it on the spot: they lead one such session at a time."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_hold_one_session_in_a_room",
                fields=["slot", "room"],
                violation_error_message=_("Un autre atelier occupe cette salle à ce moment."),
            ),
            models.UniqueConstraint(
                name="network_hold_one_room_for_a_session",
                fields=["session", "slot"],
                violation_error_message=_("Un atelier se tient dans une salle à la fois."),
            ),
            models.UniqueConstraint(
                name="network_hold_one_walk_up_for_a_person",
                fields=["slot", "started_by"],
                violation_error_message=_("Vous avez déjà lancé un atelier à ce moment."),
            ),
        ]


class ProgrammeProposal(models.Model):
    """Computed programme that waits to be applied or discarded; one per edition."""

    edition = models.OneToOneField(
        WebSchoolEdition, on_delete=models.CASCADE, related_name="proposal"
    )
    revision = models.PositiveIntegerField(editable=False)
    """Revision of the edition when the proposal was computed."""
    proposed_at = models.DateTimeField(_("calculé le"))
    placements = models.JSONField()
    """The key of each pitch, of its room and of its first slot."""
    placed = models.PositiveSmallIntegerField(_("placées"))
    to_place = models.PositiveSmallIntegerField(_("à placer"))
    missed = models.PositiveIntegerField(_("choix qui se heurtent"))


class ProgrammeVersion(models.Model):
    """Published version of a programme, with its changes since the previous one."""

    edition = models.ForeignKey(WebSchoolEdition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("publiée le"))
    published_by = AuthorKey(null=True, blank=True, related_name="+")
    words = models.CharField(_("en un mot"), max_length=300, blank=True)
    content = models.JSONField()
    changes = models.JSONField(default=list)
    notified_count = models.PositiveIntegerField(_("personnes prévenues"), default=0)

    class Meta:
        ordering = ["-number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="network_version_numbered_once",
                fields=["edition", "number"],
                violation_error_message=_("Cette version existe déjà."),
            )
        ]


class SessionFeedback(models.Model):
    """Feedback of a person on a session; one each, which they can change."""

    class Face(models.IntegerChoices):
        HAPPY = 3, _("très utile")
        FINE = 2, _("utile")
        UNHAPPY = 1, _("pas pour moi")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedbacks")
    person = OwnerKey(related_name="session_feedbacks")
    face = models.PositiveSmallIntegerField(_("avis"), choices=Face)
    wants_more = models.BooleanField(_("voudrait une suite"), default=False)
    recorded_at = models.DateTimeField(_("dit le"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_feedback_once",
                fields=["session", "person"],
                violation_error_message=_("Votre avis est déjà noté."),
            ),
            models.CheckConstraint(
                name="network_feedback_face_known",
                condition=Q(face__range=(1, 3)),
                violation_error_message=_("Choisissez un avis."),
            ),
        ]
