"""Short sheet of a relay: all that a town hall ever reads about a household.

First names, number of people, what they look for and the words of the coordinator. No family name,
no address, no age, no name of a child: only the welcome team reads the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import join_words, of_name
from bocage.foundation.formatting.money import whole_euros
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays.models import Relay

HomeWish = SettlementProject.HomeWish


@dataclass(frozen=True, kw_only=True)
class RelaySheet:
    """Summary of a household that a town hall reads, in the active language."""

    first_names: str
    """« Camille et Hugo », or « Un ménage » if no name was given."""
    household: str
    wishes: tuple[str, ...]
    words: str


def relay_sheet(relay: Relay) -> RelaySheet:
    """Returns the sheet of a relay; one query for the adults unless they are loaded."""
    project = relay.project
    return RelaySheet(
        first_names=first_names(project),
        household=household_words(project),
        wishes=tuple(wishes_of(project)),
        words=relay.words,
    )


def first_names(project: SettlementProject) -> str:
    """Returns the first names of the adults, as « Camille et Hugo »; « Un ménage » if no name was
    given.
    """
    adults = project.adults.all()
    names = [name.split()[0] for adult in adults if (name := adult.person.name.strip())]
    return join_words(names) or _("Un ménage")


def awaited_words(due: str, *, is_epci_next: bool) -> str:
    """Returns the sentence giving the deadline of the town hall's answer, and the next
    recipients.
    """
    if is_epci_next:
        return _("Réponse attendue avant %(due)s ; ensuite l’intercommunalité prend le relais.") % {
            "due": due
        }
    return _("Réponse attendue avant %(due)s.") % {"due": due}


def household_words(project: SettlementProject) -> str:
    """Returns the size of a household in words, as « deux adultes, deux enfants »."""
    adults = ngettext("%(count)s adulte", "%(count)s adultes", project.adults_count) % {
        "count": _small(project.adults_count)
    }
    if not project.children_count:
        return adults
    children = ngettext("%(count)s enfant", "%(count)s enfants", project.children_count) % {
        "count": _small(project.children_count)
    }
    return f"{adults}, {children}"


def wishes_of(project: SettlementProject) -> Iterable[str]:
    """Yields what a household looks for, a line each: a home, work, schools, a date."""
    if project.home_wish:
        yield _home(project)
    if project.trade or project.telework_days:
        yield _work(project)
    if project.schools:
        labels = dict(SettlementProject.School.choices)
        sought = ", ".join(str(labels[school]) for school in project.schools if school in labels)
        yield _("pour les enfants : %(schools)s") % {"schools": sought}
    if project.wants_to_move_on:
        yield _("à partir %(of_month)s") % {
            "of_month": of_name(date_format(project.wants_to_move_on, "F Y"))
        }


def words_to_begin_with(project: SettlementProject) -> str:
    """Returns the draft of the question, which the coordinator edits at will."""
    sentences = [
        _("Bonjour, %(who)s aimerait s’installer chez vous (%(household)s).")
        % {"who": first_names(project), "household": household_words(project)}
    ]
    wishes = list(wishes_of(project))
    if wishes:
        sentences.append(_("Ce qui compte : %(wishes)s.") % {"wishes": " ; ".join(wishes)})
    sentences.append(_("Que peut-on leur répondre ?"))
    return "\n\n".join(sentences)


def _home(project: SettlementProject) -> str:
    rooms = (
        ngettext("%(count)d pièce", "%(count)d pièces", project.rooms) % {"count": project.rooms}
        if project.rooms
        else ""
    )
    rent = project.rent_eur and _("loyer jusqu’à %(price)s") % {
        "price": whole_euros(project.rent_eur)
    }
    budget = project.budget_eur and _("jusqu’à %(price)s") % {
        "price": whole_euros(project.budget_eur)
    }
    match project.home_wish:
        case HomeWish.BUY:
            parts: list[Any] = [_("une maison à acheter"), rooms, budget]
        case HomeWish.RENT:
            parts = [_("un logement à louer"), rooms, rent]
        case HomeWish.RENT_THEN_BUY:
            parts = [_("un logement à louer, puis à acheter"), rooms, rent, budget]
        case _:
            parts = [_("ils ont déjà un logement ici")]
    return ", ".join(filter(None, parts))


def _work(project: SettlementProject) -> str:
    if not project.telework_days:
        return project.trade
    days = ngettext(
        "%(count)s jour de télétravail par semaine",
        "%(count)s jours de télétravail par semaine",
        project.telework_days,
    ) % {"count": _small(project.telework_days)}
    return ", ".join(filter(None, [project.trade, days]))


def _small(number: int) -> str:
    """Returns a number in letters up to six, in digits above."""
    letters = {
        1: _("un"),
        2: _("deux"),
        3: _("trois"),
        4: _("quatre"),
        5: _("cinq"),
        6: _("six"),
    }
    return letters.get(number, str(number))
