"""Introductions of newcomers to the club, and meetings with its members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.welcome.projects.models.projects import SettlementProject


class ClubIntroduction(IdentifiedModel):
    """Introduction of one adult of a household to the club: three members are proposed."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposée")
        ACCEPTED = "accepted", _("acceptée")
        DECLINED = "declined", _("déclinée")
        WITHDRAWN = "withdrawn", _("retirée")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="club_introductions"
    )
    person = OwnerKey(_("adulte du ménage"), related_name="club_introductions")
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_by = AuthorKey(_("proposée par"), null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposée le"))
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_introduction_open_once",
                fields=["project", "person"],
                condition=Q(status__in=["proposed", "accepted"]),
                violation_error_message=_("Cette personne est déjà présentée au club."),
            ),
            models.CheckConstraint(
                name="welcome_introduction_answered_at_a_time",
                condition=~Q(status__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
            ),
        ]


class ClubMeeting(IdentifiedModel):
    """Member of the club whom a newcomer could meet. Requests are sent once the newcomer agrees."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposé au ménage")
        REQUESTED = "requested", _("sollicité")
        WILLING = "willing", _("veut bien rencontrer")
        DECLINED = "declined", _("pas cette fois")
        WITHDRAWN = "withdrawn", _("n’est plus sollicité")

    introduction = models.ForeignKey(
        ClubIntroduction, on_delete=models.CASCADE, related_name="meetings"
    )
    member = models.ForeignKey(
        "network.Member", on_delete=models.CASCADE, related_name="newcomers_met"
    )
    metres = models.PositiveIntegerField(_("distance"))
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField(_("proposé le"))
    requested_at = models.DateTimeField(_("sollicité le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_club_meeting_once",
                fields=["introduction", "member"],
                violation_error_message=_("Ce membre est déjà proposé."),
            ),
        ]
