"""Personal data of welcome weekends: invitations, driving, hosting, preparing."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import of_name, people_words
from bocage.foundation.formatting.times import full_period
from bocage.people.erasure import NO_MORE_WORDS, Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.helpers.personal_data import OWN_CARD
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WeekendStep,
    WelcomeWeekend,
)


@data_section(
    name="weekends",
    title=gettext_lazy("Vos week-ends d’accueil"),
    rank=65,
    named_in=("welcome.HouseholdAdult.person",),
)
def own_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the weekends to which a person's household is invited, with how many come; one
    query.
    """
    households = (
        WeekendHousehold.objects.filter(
            project__adults__person=person, project__erased_at=None, invited_at__isnull=False
        )
        .select_related("weekend", "car", "host")
        .order_by("-weekend__period", "pk")
    )
    for household in households[:limit]:
        yield DataItem(
            title=household.weekend.name,
            detail=[
                _dates(household.weekend),
                str(household.get_status_display()),
                people_words(household.people),
                _("voiture %(of_name)s") % {"of_name": of_name(str(household.car))}
                if household.car
                else "",
                _("nuit chez %(name)s") % {"name": household.host} if household.host else "",
            ],
            url=reverse("own_project"),
        )


@data_section(
    name="weekend_volunteers",
    title=gettext_lazy("Les voitures et les nuits que vous proposez"),
    rank=67,
)
def volunteer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the cars and the beds that a person offers, found by their address; two queries."""
    cars = WeekendCar.objects.filter(driver_mail__iexact=person.email).select_related("weekend")
    hosts = NightHost.objects.filter(mail__iexact=person.email).select_related("weekend", "commune")
    for car in cars.order_by("-weekend__period", "pk")[:limit]:
        yield _volunteer(
            car,
            [
                ngettext("%(count)d place", "%(count)d places", car.seats) % {"count": car.seats},
                car.driver_name,
                car.driver_phone,
                car.words,
            ],
        )
    for host in hosts.order_by("-weekend__period", "pk")[:limit]:
        yield _volunteer(
            host,
            [
                ngettext("%(count)d couchage", "%(count)d couchages", host.beds)
                % {"count": host.beds},
                host.name,
                host.phone,
                host.location,
                host.words,
            ],
        )


@data_section(
    name="weekend_meetings",
    title=gettext_lazy("Les moments d’un week-end où l’on vous rencontre"),
    rank=67,
)
def met_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the shared steps at which households were to meet a person, found by their address;
    one query.
    """
    steps = WeekendStep.objects.filter(contact_mail__iexact=person.email).select_related("weekend")
    for step in steps.order_by("-period", "pk")[:limit]:
        yield DataItem(
            title=step.title,
            detail=[
                step.weekend.name,
                full_period(step.starts_at, step.ends_at),
                step.contact_name,
                step.contact_phone,
                str(step.get_status_display()),
            ],
        )


@data_section(
    name="weekends_prepared",
    title=gettext_lazy("Les week-ends d’accueil que vous avez préparés"),
    rank=67,
    named_in=("welcome.WelcomeWeekend.prepared_by",),
)
def prepared_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the weekends that a person prepared; one query."""
    weekends = WelcomeWeekend.objects.filter(prepared_by=person).order_by("-period", "pk")
    for weekend in weekends[:limit]:
        yield DataItem(title=weekend.name, detail=_dates(weekend))


def _volunteer(volunteer: WeekendCar | NightHost, facts: list[str]) -> DataItem:
    answer = str(volunteer.get_answer_display()) if volunteer.is_notified else ""
    facts = [_dates(volunteer.weekend), *facts, answer]
    return DataItem(title=volunteer.weekend.name, detail=facts)


def _dates(weekend: WelcomeWeekend) -> str:
    return full_period(weekend.starts_at, weekend.ends_at)


@erases(OWN_CARD, rank=321)
def drivers_and_hosts(erasure: Erasure) -> None:
    """Erases a person from the cars and hosts of weekends, found by the address that they gave."""
    if not erasure.address:
        return
    erasure.empty(
        WeekendCar.objects.filter(
            Q(driver_mail=erasure.address) | Q(notified_mail=erasure.address)
        ),
        driver_name=NO_MORE_WORDS,
        driver_phone="",
        driver_mail="",
        notified_mail="",
        words="",
    )
    erasure.empty(
        NightHost.objects.filter(Q(mail=erasure.address) | Q(notified_mail=erasure.address)),
        name=NO_MORE_WORDS,
        phone="",
        mail="",
        notified_mail="",
        address="",
        words="",
    )
