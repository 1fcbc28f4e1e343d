"""Ambassadors: settled people who recommend the territory, with a tracked link of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import RUN_BY, TrackedLink
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey


class AmbassadorQuerySet(models.QuerySet["Ambassador"]):
    """Filters on ambassadors, by state."""

    def run_by(self, person: Person) -> AmbassadorQuerySet:
        """Filters on the ambassadors of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))

    def open(self) -> AmbassadorQuerySet:
        """Filters on the ambassadors who are invited, who offered and wait for an answer, or who
        are active.
        """
        return self.filter(state__in=Ambassador.OPEN)


@with_history("state", "ends_on")
class Ambassador(IdentifiedModel):
    """Agreement of one person to speak of the territory around them, in one département, until a
    day. It is a record of consent: the text that they read, when and how they agreed, and when and
    by whom it was ended."""

    class State(models.TextChoices):
        INVITED = "invited", _("invité")
        PROPOSED = "proposed", _("se propose")
        ACTIVE = "active", _("ambassadeur")
        DECLINED = "declined", _("a dit non")
        ENDED = "ended", _("ne l’est plus")

    class CollectionMethod(models.TextChoices):
        MAIL = "mail", _("par le lien de son message")
        ESPACE = "espace", _("depuis son espace")

    class EndedBy(models.TextChoices):
        PERSON = "person", _("à sa demande")
        TEAM = "team", _("par le territoire")
        CLOCK = "clock", _("au terme de son accord")

    OPEN = (State.INVITED, State.PROPOSED, State.ACTIVE)

    departement = DepartementKey(_("département"), related_name="ambassadors")
    person = OwnerKey(_("personne"), related_name="ambassadorships")
    link = models.OneToOneField(
        TrackedLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ambassador",
        verbose_name=_("lien"),
    )
    """Set when they agree. It outlives the agreement, since printed cards stay in use."""
    state = models.CharField(_("état"), max_length=8, choices=State)
    words = models.TextField(_("mots montrés"), max_length=1000, blank=True)
    """The very words that they agreed to; empty until they do."""
    collection_method = models.CharField(
        _("comment"), max_length=6, choices=CollectionMethod, blank=True, default=""
    )
    requested_by = AuthorKey(_("invité par"), null=True, blank=True, related_name="+")
    """None if they proposed themself."""
    requested_at = models.DateTimeField(_("demandé le"))
    agreed_at = models.DateTimeField(_("a dit oui le"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    """The last day for which they agreed."""
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)
    ended_by = models.CharField(_("fini"), max_length=6, choices=EndedBy, blank=True, default="")

    objects = AmbassadorQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="outreach_ambassador_once",
                fields=["person", "departement"],
                condition=Q(state__in=("invited", "proposed", "active")),
                violation_error_message=_("Cette personne est déjà ambassadrice, ou invitée."),
            ),
            models.CheckConstraint(
                name="outreach_ambassador_agreed_in_words",
                condition=Q(agreed_at=None, words="", collection_method="", ends_on=None)
                | Q(agreed_at__isnull=False, words__regex=r"\S", ends_on__isnull=False)
                & ~Q(collection_method=""),
                violation_error_message=_("Un accord garde les mots montrés, et a une fin."),
            ),
            models.CheckConstraint(
                name="outreach_ambassador_dated_states",
                condition=(~Q(state="active") | Q(agreed_at__isnull=False, link__isnull=False))
                & (~Q(state="proposed") | Q(agreed_at__isnull=False))
                & (
                    Q(state__in=("declined", "ended"), ended_at__isnull=False) & ~Q(ended_by="")
                    | ~Q(state__in=("declined", "ended")) & Q(ended_at=None, ended_by="")
                ),
                violation_error_message=_("L’état d’un ambassadeur a son moment."),
            ),
            models.CheckConstraint(
                name="outreach_ambassador_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("requested_at")),
                violation_error_message=_("La fin vient après le début."),
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "state"], name="outreach_ambassador_state"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    lineage = LineageOf("departement")

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE


class AmbassadorThanks(IdentifiedModel):
    """Thanks to an ambassador: the mail sent when a household that they brought settles, once for
    each household, or an action that the coordinator notes (a basket, a word).
    """

    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="thanks")
    project = models.ForeignKey(
        "welcome.SettlementProject",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    """The household that settled; not shown with the thanks."""
    by = AuthorKey(null=True, blank=True, related_name="+")
    """Author of the thanks; None for the automatic mail."""
    note = models.CharField(_("comment"), max_length=200, blank=True)
    at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="outreach_ambassadorthanks_once_a_household",
                fields=["ambassador", "project"],
                violation_error_message=_("Ce merci est déjà parti."),
            ),
        ]
