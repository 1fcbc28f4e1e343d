"""Thread of a project: messages, calls and notes, whatever the channel."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.formatting.plain_words import PlainWords
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.welcome.projects.models.projects import SettlementProject


class ProjectMessage(IdentifiedModel):
    """Message or note about a project. Internal notes of the team never reach the household."""

    class Channel(models.TextChoices):
        PAGE = "page", _("sur la page")
        MAIL = "mail", _("par courriel")
        CALL = "call", _("par téléphone")
        MEETING = "meeting", _("de vive voix")
        NOTE = "note", _("note de l’équipe")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="messages"
    )
    author = AuthorKey(null=True, blank=True, related_name="project_messages")
    is_from_household = models.BooleanField(_("du ménage"), default=False)
    channel = models.CharField(_("moyen"), max_length=8, choices=Channel, default=Channel.PAGE)
    words = models.TextField(_("message"), max_length=20_000)
    left_out = ArrayField(
        models.CharField(max_length=255),
        default=list,
        blank=True,
        verbose_name=_("pièces jointes non gardées"),
    )
    """Files of the mail that are not stored, as « photo.jpg (4 Mo) »."""
    written_at = models.DateTimeField(_("le"))
    read_at = models.DateTimeField(_("lu le"), null=True, blank=True)
    mail_id = models.CharField(max_length=255, blank=True, editable=False)
    """`Message-ID` of the mail: a mail received twice is one message."""
    search_text = models.GeneratedField(
        expression=PlainWords(F("words")), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_message_mail_once", fields=["mail_id"], condition=~Q(mail_id="")
            ),
            models.CheckConstraint(
                name="welcome_message_note_of_the_team",
                condition=~Q(channel="note") | Q(is_from_household=False),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "written_at"], name="welcome_message_project"),
            models.Index(
                fields=["project"],
                name="welcome_message_unread",
                condition=Q(read_at=None, is_from_household=True),
            ),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="welcome_message_words"),
        ]

    def __str__(self) -> str:
        return self.words[:60]


@with_history()
class ProjectConsent(IdentifiedModel):
    """Consent of one adult of the household to one use of its data, in plain words."""

    class Use(models.TextChoices):
        FOLLOW = "follow", _("être accompagné par l’équipe d’accueil")
        TOWN_HALLS = "town_halls", _("parler du projet aux mairies choisies")
        HELPERS = "helpers", _("parler du projet à des personnes qui peuvent aider")
        CLUB = "club", _("être présenté à des membres du club")
        TESTIMONY = "testimony", _("témoigner")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="consents"
    )
    person = OwnerKey(related_name="project_consents")
    use = models.CharField(_("pour"), max_length=12, choices=Use)
    given_at = models.DateTimeField(_("donné le"))
    withdrawn_at = models.DateTimeField(_("repris le"), null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_consent_once_at_a_time",
                fields=["project", "person", "use"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="welcome_consent_withdrawn_after_given",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
            ),
        ]
