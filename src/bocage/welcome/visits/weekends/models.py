"""Welcome weekends: several households come at once, and drivers and hosts take them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.periods import PERIOD_IS_FINITE, InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import Lineage, lineage_within
from bocage.territory.keys import CommuneKey, DepartementKey, EpciKey
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.querysets import ProjectQuerySet
from bocage.welcome.visits.itinerary.models import ProgrammeStep
from bocage.welcome.visits.itinerary.triggers import (
    capacity_trigger,
    people_fit,
    period_holds_steps,
    steps_lie_within,
    weekend_has_seats,
    weekend_seats_guarded,
)
from bocage.welcome.visits.querysets import WeekendQuerySet
from bocage.welcome.visits.stays.models import Stay


class WeekendVolunteer(IdentifiedModel):
    """Base of a driver and a host: they are notified of the households that they take, and answer.

    `notified_digest` is a digest of the facts last sent, not their text: nothing is sent twice, and
    no first name of a household is stored here. A person who was informed orally, and has no
    address, has no `notified_mail`.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("pas encore répondu")
        YES = "yes", _("d’accord")
        NO = "no", _("ne peut pas")

    notified_mail = models.EmailField(_("prévenu(e) à"), blank=True, editable=False)
    notified_digest = models.CharField(max_length=64, blank=True, editable=False)
    notified_at = models.DateTimeField(_("prévenu(e) le"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=4, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="welcome_%(class)s_notified_at_a_time",
                condition=Q(notified_digest="", notified_mail="", notified_at=None)
                | ~Q(notified_digest="") & Q(notified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_%(class)s_answered_at_a_time",
                condition=Q(answer="none", answered_at=None)
                | ~Q(answer="none") & Q(answered_at__isnull=False),
            ),
        ]

    @property
    def is_notified(self) -> bool:
        """True if they were notified that they are counted on."""
        return bool(self.notified_digest)

    @property
    def is_notified_aloud(self) -> bool:
        """True if they were informed orally and have no address, so that changes are given by
        telephone.
        """
        return self.is_notified and not self.notified_mail

    @property
    def has_agreed(self) -> bool:
        return self.answer == self.Answer.YES

    @property
    def has_declined(self) -> bool:
        return self.answer == self.Answer.NO


class WeekendCar(WeekendVolunteer):
    """Car that takes households around. `seats` is the number available to them, without the
    driver's.
    """

    weekend = models.ForeignKey(
        "welcome.WelcomeWeekend", on_delete=models.CASCADE, related_name="cars"
    )
    driver_name = models.CharField(_("conducteur ou conductrice"), max_length=120)
    driver_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    driver_mail = models.EmailField(_("courriel"), blank=True)
    seats = models.PositiveSmallIntegerField(_("places pour les ménages"))
    words = models.CharField(_("où et quand il part"), max_length=200, blank=True)

    class Meta(WeekendVolunteer.Meta):
        abstract = False
        ordering = ["driver_name", "id"]
        constraints = [
            *WeekendVolunteer.Meta.constraints,
            models.CheckConstraint(
                name="welcome_weekendcar_seats",
                condition=Q(seats__range=(1, 60)),
                violation_error_message=_("Une voiture a au moins une place."),
            ),
        ]
        triggers = [
            capacity_trigger("welcome_weekendcar_has_seats", column="car_id", capacity="seats")
        ]

    def __str__(self) -> str:
        return self.driver_name


class NightHost(WeekendVolunteer):
    """Host who lodges households at home during a weekend."""

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

    class Meta(WeekendVolunteer.Meta):
        abstract = False
        ordering = ["name", "id"]
        constraints = [
            *WeekendVolunteer.Meta.constraints,
            models.CheckConstraint(
                name="welcome_nighthost_beds",
                condition=Q(beds__range=(1, 60)),
                violation_error_message=_("Un hôte offre au moins un couchage."),
            ),
        ]
        triggers = [
            capacity_trigger("welcome_nighthost_has_beds", column="host_id", capacity="beds")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def location(self) -> str:
        """Returns the address and the commune, on one line."""
        return ", ".join(filter(None, [self.address, self.commune.name]))


@with_history("status", "period", "seats")
class WelcomeWeekend(InPeriod):
    """Weekend to which several households are invited. `seats` counts households."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        OPEN = "open", _("ouvert")
        FULL = "full", _("complet")
        HELD = "held", _("tenu")
        CALLED_OFF = "called_off", _("annulé")

    TO_COME = (Status.DRAFT, Status.OPEN, Status.FULL)

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    departement = DepartementKey(related_name="welcome_weekends")
    epci = EpciKey(_("intercommunalité"), null=True, blank=True, related_name="welcome_weekends")
    commune = CommuneKey(_("commune"), null=True, blank=True, related_name="welcome_weekends")
    """Meeting place, and territory of the weekend: the commune, or else the intercommunality."""
    name = models.CharField(_("nom"), max_length=120)
    period = DateTimeRangeField(_("période"))
    seats = models.PositiveSmallIntegerField(_("ménages, au plus"))
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    meeting_place = models.CharField(_("où l’on se retrouve"), max_length=200, blank=True)
    words = models.TextField(_("mot d’accueil"), max_length=2000, blank=True)
    prepared_by = AuthorKey(
        _("préparé par"), null=True, blank=True, related_name="weekends_prepared"
    )
    prepared_at = models.DateTimeField(_("préparé le"))
    ended_at = models.DateTimeField(_("tenu ou annulé le"), null=True, blank=True)
    called_off_words = models.CharField(_("pourquoi"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Grows with each change that calendars must follow."""
    feedback_read_at = models.DateTimeField(_("avis lus le"), null=True, blank=True)

    objects = WeekendQuerySet.as_manager()

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_weekend_period_finite",
                condition=PERIOD_IS_FINITE,
                violation_error_message=_("Un week-end commence avant de finir."),
            ),
            models.CheckConstraint(
                name="welcome_weekend_seats_for_some",
                condition=Q(seats__range=(1, 60)),
                violation_error_message=_("Un week-end accueille d’un à soixante ménages."),
            ),
            models.CheckConstraint(
                name="welcome_weekend_ended_at_a_time",
                condition=Q(status__in=["held", "called_off"], ended_at__isnull=False)
                | ~Q(status__in=["held", "called_off"]) & Q(ended_at=None),
            ),
        ]
        indexes = [models.Index(fields=["departement", "status"], name="welcome_weekend_where")]
        triggers = [
            weekend_seats_guarded,
            period_holds_steps(
                "welcome_weekendstep_within_its_weekend",
                steps="welcome_weekendstep",
                column="weekend_id",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("weekend", args=[self.pk])

    @property
    def lineage(self) -> Lineage:
        return lineage_within(self.departement_id, self.epci_id, self.commune)

    @property
    def is_to_come(self) -> bool:
        return self.status in self.TO_COME

    @property
    def expects_answers(self) -> bool:
        """True if the people met may answer whether they will be there."""
        return self.is_to_come

    def projects(self) -> ProjectQuerySet:
        """Returns the projects of the weekend's households, whether they come or not."""
        return SettlementProject.objects.filter(weekends__weekend=self)


class WeekendStep(ProgrammeStep):
    """Step of the programme that all households of a weekend share."""

    weekend = models.ForeignKey(WelcomeWeekend, on_delete=models.CASCADE, related_name="steps")

    class Meta(ProgrammeStep.Meta):
        abstract = False
        constraints = [
            *ProgrammeStep.Meta.constraints,
            ExclusionConstraint(
                name="welcome_weekendstep_no_overlap",
                expressions=[
                    ("weekend", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(status="called_off"),
                violation_error_message=_("Un autre moment du week-end est déjà à cette heure."),
            ),
        ]
        triggers = [
            steps_lie_within(
                "welcome_weekendstep_within_its_weekend",
                whole="welcome_welcomeweekend",
                column="weekend_id",
            )
        ]

    @property
    def whole(self) -> WelcomeWeekend:
        """Weekend that the step belongs to."""
        return self.weekend


class WeekendHousehold(IdentifiedModel):
    """Participation of a household in a weekend: invited, coming, on the waiting list, or not
    coming. A household that comes takes a seat; a car or a host takes all of it. `people` is the
    number of people who come.
    """

    class Status(models.TextChoices):
        INVITED = "invited", _("invité")
        COMING = "coming", _("vient")
        WAITING = "waiting", _("sur liste d’attente")
        DECLINED = "declined", _("ne vient pas")

    weekend = models.ForeignKey(WelcomeWeekend, on_delete=models.CASCADE, related_name="households")
    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="weekends"
    )
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.INVITED)
    people = models.PositiveSmallIntegerField(_("personnes"))
    added_at = models.DateTimeField(_("ajouté le"))
    invited_at = models.DateTimeField(_("invité le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("en attente depuis le"), null=True, blank=True)
    stay = models.OneToOneField(
        Stay, on_delete=models.SET_NULL, null=True, blank=True, related_name="of_weekend"
    )
    car = models.ForeignKey(
        WeekendCar, on_delete=models.SET_NULL, null=True, blank=True, related_name="households"
    )
    host = models.ForeignKey(
        NightHost, on_delete=models.SET_NULL, null=True, blank=True, related_name="households"
    )
    placed_at = models.DateTimeField(_("placé le"), null=True, blank=True)
    """Time when its car and its night were recorded, « own car » and « elsewhere » included; None
    again once the car or the host is removed.
    """
    notified_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the facts last sent to it about its car and its night."""
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Grows each time the household takes its seat or leaves it, for its calendar."""
    words = models.CharField(_("à savoir"), max_length=300, blank=True)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_weekendhousehold_once",
                fields=["weekend", "project"],
                violation_error_message=_("Ce ménage est déjà invité."),
            ),
            models.CheckConstraint(
                name="welcome_weekendhousehold_people",
                condition=Q(people__range=(1, 32)),
                violation_error_message=_("Il vient au moins une personne."),
            ),
            models.CheckConstraint(
                name="welcome_weekendhousehold_waits_since",
                condition=Q(status="waiting", waiting_since__isnull=False)
                | ~Q(status="waiting") & Q(waiting_since=None),
            ),
            models.CheckConstraint(
                name="welcome_weekendhousehold_taken_if_coming",
                condition=Q(status="coming") | Q(car=None, host=None, placed_at=None),
            ),
            models.CheckConstraint(
                name="welcome_weekendhousehold_answered_after",
                condition=Q(answered_at=None) | Q(answered_at__gte=F("added_at")),
            ),
        ]
        indexes = [models.Index(fields=["project"], name="welcome_weekendhousehold_proj")]
        triggers = [
            weekend_has_seats,
            people_fit(
                "welcome_weekendcar_has_seats",
                holder="welcome_weekendcar",
                column="car_id",
                capacity="seats",
            ),
            people_fit(
                "welcome_nighthost_has_beds",
                holder="welcome_nighthost",
                column="host_id",
                capacity="beds",
            ),
        ]

    @property
    def comes(self) -> bool:
        return self.status == self.Status.COMING

    @property
    def has_programme(self) -> bool:
        """True if a stay was made for the household, and was not called off since."""
        return self.stay is not None and self.stay.status != Stay.Status.CALLED_OFF

    @property
    def is_informed(self) -> bool:
        """True if the household was invited, or has answered, for instance by telephone."""
        return self.invited_at is not None or self.answered_at is not None
