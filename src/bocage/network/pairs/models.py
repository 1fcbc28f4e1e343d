"""« Deux par deux »: monthly pairs of members introduced to each other."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.members.models.members import Member


class PairRound(IdentifiedModel):
    """The introductions of one month, in the club of one département: made once."""

    departement = models.ForeignKey(
        "territory.Departement", on_delete=models.CASCADE, related_name="pair_rounds"
    )
    month = models.DateField(_("mois"))
    made_at = models.DateTimeField(_("fait le"), null=True, blank=True)
    left_out = models.ManyToManyField(
        Member, related_name="rounds_left_out", blank=True, verbose_name=_("sans rencontre")
    )
    """Willing members left without a pair this month: the first to be paired next time."""

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                name="network_pair_round_once_a_month",
                fields=["departement", "month"],
                violation_error_message=_("Les rencontres de ce mois sont déjà faites."),
            ),
            models.CheckConstraint(
                name="network_pair_round_of_a_month",
                condition=Q(month__day=1),
                violation_error_message=_("Un mois commence le premier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.departement_id} {self.month}"


class Year(Func):
    """The year that begins on a day."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, (%(expressions)s + interval '1 year')::date)"


class Pair(IdentifiedModel):
    """Pair of members introduced to each other, with a place where they could meet."""

    round = models.ForeignKey(PairRound, on_delete=models.CASCADE, related_name="pairs")
    month = models.DateField(_("mois"))
    first = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pairs_as_second")
    """The first has the smaller key, so that two members make one pair."""
    place_name = models.CharField(_("où se voir"), max_length=200, blank=True)
    place_url = models.CharField(max_length=300, blank=True, editable=False)
    introduced_at = models.DateTimeField(_("présentés le"))

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_pair_of_two",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("On se rencontre à deux."),
            ),
            ExclusionConstraint(
                name="network_pair_once_a_year",
                expressions=[
                    ("first", RangeOperators.EQUAL),
                    ("second", RangeOperators.EQUAL),
                    (Year("month"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Ces deux membres se sont vus il y a moins d’un an."),
            ),
        ]
        indexes = [models.Index(fields=["second", "month"], name="network_pair_second")]


class PairSide(models.Model):
    """Side of one member of a pair: one per month, and whether they met."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="sides")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pair_sides")
    month = models.DateField(_("mois"))
    has_met = models.BooleanField(_("nous nous sommes vus"), null=True, blank=True)

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_pair_side_once_a_month",
                fields=["member", "month"],
                violation_error_message=_("Une rencontre à deux par mois."),
            ),
        ]
        indexes = [models.Index(fields=["pair"], name="network_pair_side_pair")]
