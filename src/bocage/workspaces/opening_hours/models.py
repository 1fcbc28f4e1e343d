"""Opening hours of a place: weekly hours, exceptional hours of a date, closures."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, IntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.opening_hours.triggers import (
    closures_meet_no_booking,
    closures_stay_in_their_place,
)
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.places.triggers import new_plan_when_changed

MINUTES_IN_A_DAY = 24 * 60


class MinuteRange(Func):
    """Half-open range of two columns of minutes."""

    function = "int4range"
    output_field = IntegerRangeField()


class DayHours(models.Model):
    """Stretch of a day, in minutes of the local clock: 540 is 9:00, 1440 is midnight."""

    opens = models.PositiveSmallIntegerField(_("ouvre à (minutes)"))
    closes = models.PositiveSmallIntegerField(_("ferme à (minutes)"))

    class Meta:
        abstract = True


class OpeningRule(DayHours):
    """Hours of every week; a weekday may have several."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("lundi")
        TUESDAY = 1, _("mardi")
        WEDNESDAY = 2, _("mercredi")
        THURSDAY = 3, _("jeudi")
        FRIDAY = 4, _("vendredi")
        SATURDAY = 5, _("samedi")
        SUNDAY = 6, _("dimanche")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="opening_rules", verbose_name=_("lieu")
    )
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday)

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_openingrule_weekday_known", condition=Q(weekday__range=(0, 6))
            ),
            models.CheckConstraint(
                name="workspaces_openingrule_opens_before_it_closes",
                condition=Q(opens__lt=F("closes"), closes__lte=MINUTES_IN_A_DAY),
                violation_error_message=_("L’heure de fermeture vient après l’ouverture."),
            ),
            ExclusionConstraint(
                name="workspaces_openingrule_no_overlap",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (MinuteRange(F("opens"), F("closes")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Deux horaires du même jour se chevauchent."),
            ),
        ]
        triggers = new_plan_when_changed

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens}–{self.closes}"


class OpeningException(DayHours):
    """Hours of one date, which replace those of its weekday and of a public holiday."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="opening_exceptions", verbose_name=_("lieu")
    )
    date = models.DateField(_("date"))

    class Meta:
        ordering = ["date", "opens"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_openingexception_opens_before_it_closes",
                condition=Q(opens__lt=F("closes"), closes__lte=MINUTES_IN_A_DAY),
                violation_error_message=_("L’heure de fermeture vient après l’ouverture."),
            ),
            ExclusionConstraint(
                name="workspaces_openingexception_no_overlap",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("date", RangeOperators.EQUAL),
                    (MinuteRange(F("opens"), F("closes")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Deux horaires du même jour se chevauchent."),
            ),
        ]
        triggers = new_plan_when_changed

    def __str__(self) -> str:
        return f"{self.date} {self.opens}–{self.closes}"


@with_history_and_deletion()
class Closure(IdentifiedModel):
    """Period in which a place, or one of its resources, takes nobody."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="closures", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="closures",
        null=True,
        blank=True,
        verbose_name=_("espace fermé"),
    )
    period = DateTimeRangeField(_("période"))
    reason = models.CharField(_("raison"), max_length=200, blank=True)
    created_by = AuthorKey(_("décidée par"), null=True, related_name="+")
    created_at = models.DateTimeField(_("décidée le"), auto_now_add=True)

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_closure_period_finite",
                condition=Q(
                    period__isempty=False,
                    period__lower_inf=False,
                    period__upper_inf=False,
                    period__lower_inc=True,
                    period__upper_inc=False,
                ),
                violation_error_message=_("Une fermeture a un début, puis une fin."),
            )
        ]
        indexes = [GistIndex("place", "period", name="workspaces_closure_place_gist")]
        triggers = [closures_stay_in_their_place, closures_meet_no_booking, *new_plan_when_changed]

    def __str__(self) -> str:
        return self.reason or str(self.pk)
