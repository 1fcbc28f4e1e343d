"""Printed sheet of a weekend: households, cars and hosts, and the shared programme."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import full_period
from bocage.welcome.visits.stays.documents import day_rows, facts, made_words
from bocage.welcome.visits.stays.formatting import facts_of_team
from bocage.welcome.visits.weekends.formatting import meeting_words
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.weekends.selectors import WeekendOverview, overview_of

TEMPLATE = "welcome/documents/weekend.typ"


def weekend_pdf(weekend: WelcomeWeekend) -> bytes:
    """Renders the team's sheet of a weekend as PDF, in the active language."""
    about = overview_of(weekend)
    team = facts_of_team(weekend.prepared_by)
    return pdf_of(
        TEMPLATE,
        {
            "title": weekend.name,
            "over": _("Week-end d’accueil"),
            "dates": full_period(weekend.starts_at, weekend.ends_at),
            "facts": facts(
                (_("Où l’on se retrouve"), meeting_words(weekend)),
                (_("Ménages"), _seats(about)),
                (_("À appeler"), ", ".join(filter(None, [team.name, team.phone]))),
            ),
            "who_title": _("Qui va où"),
            "columns": [_("Ménage"), _("Personnes"), _("Voiture"), _("Nuit chez")],
            "rows": [_row(household) for household in about.coming],
            "nobody": _("Aucun ménage n’a encore dit qu’il vient."),
            "volunteers": _volunteers(about),
            "days_title": _("Ce que tous partagent"),
            "days": [day_rows(day) for day in about.days],
            "nothing": _("Rien de partagé n’est encore prévu."),
            "made": made_words(),
            "page": _("Page"),
        },
    )


def file_name(weekend: WelcomeWeekend) -> str:
    """Returns the file name of a weekend's sheet, as `week-end-2026-12-04-boitron.pdf`."""
    day = timezone.localdate(weekend.starts_at)
    return f"week-end-{day:%Y-%m-%d}-{slugify(weekend.name)[:60]}.pdf"


def _seats(about: WeekendOverview) -> str:
    count = len(about.coming)
    words = ngettext("%(count)d vient sur %(seats)d", "%(count)d viennent sur %(seats)d", count)
    return words % {"count": count, "seats": about.weekend.seats}


def _row(household: WeekendHousehold) -> list[str]:
    car, host = household.car, household.host
    return [
        household.project.name,
        str(household.people),
        car.driver_name if car is not None else "–",
        host.name if host is not None else "–",
    ]


def _volunteers(about: WeekendOverview) -> list[dict[str, Any]]:
    """Returns the cars and the hosts, with contact details and the households that they take."""
    cars = [
        {
            "name": _("Voiture %(of_name)s") % {"of_name": of_name(car.volunteer.driver_name)},
            "lines": [*filter(None, [car.state, car.volunteer.driver_phone, car.volunteer.words])],
            "takes": [household.project.name for household in car.households],
        }
        for car in about.cars
    ]
    hosts = [
        {
            "name": _("Nuit chez %(name)s") % {"name": host.volunteer.name},
            "lines": [
                *filter(
                    None,
                    [
                        host.state,
                        host.volunteer.phone,
                        ", ".join(
                            filter(None, [host.volunteer.address, host.volunteer.commune.name])
                        ),
                        host.volunteer.words,
                    ],
                )
            ],
            "takes": [household.project.name for household in host.households],
        }
        for host in about.hosts
    ]
    return [*cars, *hosts]
