"""Mandates: a role that a person holds on a scope, with dates."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models.persons import Person
from bocage.people.models.scopes import Scope, ScopeKind


class Role(models.TextChoices):
    """Role that a mandate gives to a person."""

    COORDINATOR = "coordinator", _("chargé(e) d’accueil")
    ELECTED = "elected", _("élu(e) référent(e)")
    TOWN_HALL = "town_hall", _("secrétaire de mairie")
    HOST = "host", _("animateur ou animatrice de lieu")
    SPONSOR = "sponsor", _("parrain ou marraine")
    CLUB_ORGANISER = "club_organiser", _("animateur ou animatrice du club")
    TRAINING_OFFICER = "training_officer", _("responsable de formation")
    EDITOR = "editor", _("rédacteur ou rédactrice")
    ADMIN = "admin", _("administrateur ou administratrice")


ROLE_SCOPES: dict[Role, frozenset[ScopeKind]] = {
    Role.COORDINATOR: frozenset({ScopeKind.DEPARTEMENT, ScopeKind.EPCI}),
    Role.ELECTED: frozenset({ScopeKind.COMMUNE, ScopeKind.EPCI}),
    Role.TOWN_HALL: frozenset({ScopeKind.COMMUNE}),
    Role.HOST: frozenset({ScopeKind.PLACE}),
    Role.SPONSOR: frozenset({ScopeKind.COMMUNE}),
    Role.CLUB_ORGANISER: frozenset({ScopeKind.DEPARTEMENT}),
    Role.TRAINING_OFFICER: frozenset({ScopeKind.PARTNER}),
    Role.EDITOR: frozenset({ScopeKind.DEPARTEMENT}),
    Role.ADMIN: frozenset({ScopeKind.INSTANCE}),
}
"""Kinds of scope on which each role may be held. The database holds an equal table."""

DEMAND_A_SECOND_FACTOR = frozenset({Role.ADMIN})
"""Roles that are exercised with a passkey or an authenticator app besides the mailbox."""


REFUSE_UNFIT_ROLE = """
IF (NEW.role, (SELECT kind FROM people_scope WHERE id = NEW.scope_id)) NOT IN (@pairs) THEN
    RAISE EXCEPTION 'role % is not held on this kind of scope', NEW.role
    USING ERRCODE = 'check_violation', CONSTRAINT = 'people_mandate_role_fits_scope';
END IF;
RETURN NEW;
"""


def _refusal_of_unfit_roles() -> str:
    """Returns the body of the trigger, with the equal table in a stable order."""
    pairs = sorted(
        (role.value, kind.value) for role, kinds in ROLE_SCOPES.items() for kind in kinds
    )
    table = ", ".join(f"('{role}', '{kind}')" for role, kind in pairs)
    return REFUSE_UNFIT_ROLE.replace("@pairs", table)


class MandateQuerySet(models.QuerySet["Mandate"]):
    def in_force(self, on: date | None = None) -> "MandateQuerySet":
        """Filters the mandates in force on a day of the local calendar (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__gt=day) | Q(ends_on__isnull=True), starts_on__lte=day)

    def not_over(self, on: date | None = None) -> "MandateQuerySet":
        """Filters the mandates that are in force on a day or will be later."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__gt=day) | Q(ends_on__isnull=True))


@with_history_and_deletion()
class Mandate(IdentifiedModel):  # type: ignore[django-manager-missing]  # a library has no types
    """A role held by a person on a scope, from `starts_on` and until the eve of `ends_on`."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="mandates", verbose_name=_("personne")
    )
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    scope = models.ForeignKey(
        Scope, models.PROTECT, related_name="mandates", verbose_name=_("périmètre")
    )
    starts_on = models.DateField(_("à partir du"))
    ends_on = models.DateField(_("premier jour sans ce mandat"), null=True, blank=True)
    granted_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates_granted",
        verbose_name=_("confié par"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        indexes = [models.Index(fields=["scope", "role"], name="people_mandate_scope_role")]
        constraints = [
            models.CheckConstraint(
                name="people_mandate_dates_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Un mandat ne peut pas finir avant d’avoir commencé."),
            ),
            models.CheckConstraint(
                name="people_mandate_role_known",
                condition=Q(role__in=Role.values),
                violation_error_message=_("Ce rôle n’existe pas."),
            ),
            ExclusionConstraint(
                name="people_mandate_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Cette personne a déjà ce mandat à ces dates."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="role_fits_scope",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_refusal_of_unfit_roles(),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.scope_id}"

    @property
    def last_day(self) -> date | None:
        """Returns the last day with this mandate; None if it has no end."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def holds_on(self, day: date) -> bool:
        """Checks whether the mandate is in force on a day of the local calendar."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def demands_second_factor(self) -> bool:
        """True if a code sent by mail is not enough to exercise the mandate."""
        return self.role in DEMAND_A_SECOND_FACTOR

    def covers(self, target: Any) -> bool:
        """Checks whether the scope of the mandate covers `target` (whatever the day)."""
        return self.scope.covers(target)


mandates_by_person = PreparedLookup(Mandate, "person", joined=["scope"])
"""Mandates of a person, from which rights are read at each request that checks one."""
