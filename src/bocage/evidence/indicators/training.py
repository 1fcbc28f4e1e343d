"""Indicators of business creation: applications to courses, participants, results."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import observed
from bocage.evidence.registry import Aggregate, Theme, Unit, indicator
from bocage.people.models import Role
from bocage.training.models import Application, Enrolment, OutcomeFollowUp

SOURCE = _("Formations suivies dans cette instance")
WITH_PARTNERS = (Level.INSTANCE, Level.DEPARTEMENT, Level.PARTNER)
PROGRAMME = "enrolment__cohort__programme__departement"
PARTNER = "enrolment__cohort__programme__partner"


training_indicator = partial(
    indicator,
    theme=Theme.TRAINING,
    source=SOURCE,
    unit=Unit.COUNT,
    levels=WITH_PARTNERS,
    owner=Role.TRAINING_OFFICER,
    is_about_people=True,
)


@training_indicator(
    label=_("Candidatures à la formation"),
    definition=_("Personnes qui ont demandé à suivre une formation à la création d’entreprise."),
    method=_("Candidatures envoyées, comptées le jour de l’envoi ; les brouillons n’y sont pas."),
)
def training_applications(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Application.objects.filter(submitted_at__isnull=False),
        days=(first, until),
        moment="submitted_at",
        departement="cohort__programme__departement",
        partner="cohort__programme__partner",
    )


@training_indicator(
    label=_("Personnes formées"),
    definition=_("Personnes qui ont suivi une formation à la création d’entreprise."),
    method=_(
        "Inscrits d’une promotion commencée, comptés à son premier jour ; ceux qui sont partis "
        "avant la fin n’y sont pas."
    ),
)
def learners(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Enrolment.objects.exclude(state="withdrawn").exclude(cohort__state="cancelled"),
        days=(first, until),
        day="cohort__starts_on",
        departement="cohort__programme__departement",
        partner="cohort__programme__partner",
    )


@training_indicator(
    label=_("Entreprises créées"),
    definition=_("Personnes formées dont l’entreprise existe, six mois après la formation."),
    method=_(
        "Réponses au suivi à six mois qui disent que l’entreprise est créée, comptées le jour de "
        "la réponse. Qui n’a pas répondu n’est pas compté : le chiffre est un minimum."
    ),
)
def businesses_created(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        OutcomeFollowUp.objects.filter(months=6, business=OutcomeFollowUp.Business.CREATED),
        days=(first, until),
        moment="answered_at",
        departement=PROGRAMME,
        partner=PARTNER,
    )


@training_indicator(
    label=_("Entreprises vivantes à 12 mois"),
    definition=_("Part des personnes formées dont l’entreprise existe, un an après la formation."),
    method=_("Sur les personnes qui ont répondu au suivi à douze mois, le jour de leur réponse."),
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
)
def businesses_alive_after_12_months(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        OutcomeFollowUp.objects.filter(months=12, answered_at__isnull=False),
        days=(first, until),
        moment="answered_at",
        departement=PROGRAMME,
        partner=PARTNER,
        numerator=Case(When(business=OutcomeFollowUp.Business.CREATED, then=1), default=0),
        denominator=1,
    )
