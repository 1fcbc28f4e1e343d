"""Who takes the households of a welcome weekend: cars for the day, hosts for the night."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.territory.keys import CommuneKey
from bocage.welcome.models.programme_triggers import capacity_is_kept


class WeekendTaker(IdentifiedModel):
    """What a driver and a host have in common: whom they take is told to them, and they answer.

    `told_as` is a print of what they were last told, not the words: what is the same is never
    told twice, and no first name of a household is kept here. Who was told aloud, and has no
    address, has no `told_mail`.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("pas encore répondu")
        YES = "yes", _("d’accord")
        NO = "no", _("ne peut pas")

    told_mail = models.EmailField(_("prévenu(e) à"), blank=True, editable=False)
    told_as = models.CharField(max_length=64, blank=True, editable=False)
    told_at = models.DateTimeField(_("prévenu(e) le"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=4, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="welcome_%(class)s_told_at_a_time",
                condition=Q(told_as="", told_mail="", told_at=None)
                | ~Q(told_as="") & Q(told_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_%(class)s_answered_at_a_time",
                condition=Q(answer="none", answered_at=None)
                | ~Q(answer="none") & Q(answered_at__isnull=False),
            ),
        ]

    @property
    def is_told(self) -> bool:
        """Whether they know that they are counted on."""
        return bool(self.told_as)

    @property
    def is_told_aloud(self) -> bool:
        """Whether no message can tell them what changes: somebody calls them."""
        return self.is_told and not self.told_mail

    @property
    def has_agreed(self) -> bool:
        return self.answer == self.Answer.YES

    @property
    def has_declined(self) -> bool:
        return self.answer == self.Answer.NO


class WeekendCar(WeekendTaker):
    """A car that takes households around. `seats` are those left for them, the driver's apart."""

    weekend = models.ForeignKey(
        "welcome.WelcomeWeekend", on_delete=models.CASCADE, related_name="cars"
    )
    driver_name = models.CharField(_("conducteur ou conductrice"), max_length=120)
    driver_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    driver_mail = models.EmailField(_("courriel"), blank=True)
    seats = models.PositiveSmallIntegerField(_("places pour les ménages"))
    words = models.CharField(_("où et quand il part"), max_length=200, blank=True)

    class Meta(WeekendTaker.Meta):
        abstract = False
        ordering = ["driver_name", "id"]
        constraints = [
            *WeekendTaker.Meta.constraints,
            models.CheckConstraint(
                name="welcome_weekendcar_seats",
                condition=Q(seats__range=(1, 60)),
                violation_error_message=_("Une voiture a au moins une place."),
            ),
        ]
        triggers = [
            capacity_is_kept("welcome_weekendcar_has_seats", column="car_id", capacity="seats")
        ]

    def __str__(self) -> str:
        return self.driver_name


class NightHost(WeekendTaker):
    """Somebody who has households sleep at home during a weekend."""

    weekend = models.ForeignKey(
        "welcome.WelcomeWeekend", on_delete=models.CASCADE, related_name="hosts"
    )
    name = models.CharField(_("nom"), max_length=120)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    mail = models.EmailField(_("courriel"), blank=True)
    commune = CommuneKey(_("commune"), related_name="+")
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    beds = models.PositiveSmallIntegerField(_("couchages"))
    words = models.CharField(_("à savoir"), max_length=200, blank=True)

    class Meta(WeekendTaker.Meta):
        abstract = False
        ordering = ["name", "id"]
        constraints = [
            *WeekendTaker.Meta.constraints,
            models.CheckConstraint(
                name="welcome_nighthost_beds",
                condition=Q(beds__range=(1, 60)),
                violation_error_message=_("Un hôte offre au moins un couchage."),
            ),
        ]
        triggers = [
            capacity_is_kept("welcome_nighthost_has_beds", column="host_id", capacity="beds")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """The address and the commune, on one line."""
        return ", ".join(filter(None, [self.address, self.commune.name]))
