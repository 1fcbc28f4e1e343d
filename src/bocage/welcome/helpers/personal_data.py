"""Personal data of the address book: a person's own cards, and the requests that they sent."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format, long_date
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.helpers.models import Helper, HelpRequest

OWN_CARD = gettext_lazy(
    "Votre fiche au carnet d’adresses, et vos coordonnées de conducteur ou d’hôte"
)


@data_section(
    name="helper_cards",
    title=gettext_lazy("Votre fiche au carnet des personnes qui aident"),
    rank=76,
)
def card_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the cards of a person who helps, in full; one query."""
    cards = Helper.objects.filter(Q(person=person) | Q(email=person.email))
    for card in cards.select_related("commune").order_by("kind", "pk")[:limit]:
        yield DataItem(
            title=str(card.get_kind_display()),
            detail=[
                card.name,
                card.can_do,
                ", ".join(card.tags),
                card.commune.name,
                _("jusqu’à %(km)d km") % {"km": card.radius_km},
                ", ".join(card.languages),
                card.phone,
                card.email,
                _("%(most)d demandes par mois au plus") % {"most": card.max_per_month},
                _("d’accord depuis le %(day)s") % {"day": date_format(card.consented_on, "j F Y")},
                "" if card.is_open else _("fiche fermée"),
            ],
        )


@data_section(
    name="help_requested_of_you",
    title=gettext_lazy("Les coups de main que l’on vous a demandés"),
    rank=77,
)
def help_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the requests sent to a person as a helper, latest first; one query."""
    requests = HelpRequest.objects.filter(
        Q(helper__person=person) | Q(helper__email=person.email)
    ).order_by("-requested_at", "pk")
    for request in requests[:limit]:
        yield DataItem(
            title=long_date(request.requested_at),
            detail=[request.words, str(request.get_answer_display()), request.answer_words],
        )


@data_section(
    name="help_for_you",
    title=gettext_lazy("Ce qui a été demandé pour votre ménage à des personnes qui aident"),
    rank=78,
    named_in=("welcome.HouseholdAdult.person",),
)
def received_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the requests to helpers for a person's household, with their content, latest first;
    one query.
    """
    requests = (
        HelpRequest.objects.filter(project__adults__person=person)
        .select_related("helper")
        .order_by("-requested_at", "pk")
    )
    for request in requests[:limit]:
        yield DataItem(
            title=f"{request.get_need_display()}, {long_date(request.requested_at)}",
            detail=[request.first_names, request.words],
        )


@erases(OWN_CARD, rank=320)
def cards(erasure: Erasure) -> None:
    """Deletes the cards of a person who helps, with the requests to them."""
    condition = Q(person=erasure.person)
    if erasure.address:
        condition |= Q(email=erasure.address)
    erasure.delete(Helper.objects.filter(condition))
