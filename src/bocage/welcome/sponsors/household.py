"""Facts about a household that its sponsor may read: enough to decide, and only the number of its
children.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import join_words
from bocage.welcome.projects.models.projects import SettlementProject

FEW_COMMUNES = 4


@dataclass(frozen=True, kw_only=True)
class HouseholdFacts:
    """Facts about a household that its sponsor may know. Serialized in mails."""

    first_names: str
    adults: int
    children: int
    work: str
    languages: str
    origin: str
    location: str
    moved_in: str


NO_HOUSEHOLD = HouseholdFacts(
    first_names="", adults=0, children=0, work="", languages="", origin="", location="", moved_in=""
)
"""Facts about a household that was erased."""


def facts_of_household(project: SettlementProject) -> HouseholdFacts:
    """Reads from a project the facts about its household that a sponsor may know; three queries,
    none if a list has prefetched the relations.
    """
    prefetch_related_objects([project], "adults__person", "communes")
    names = [adult.person.name.split() for adult in project.adults.all()]
    if project.commune is not None:
        place = project.commune.name
    else:
        communes = [commune.name for commune in project.communes.all()]
        place = ", ".join(communes[:FEW_COMMUNES]) or project.location_wish
    moved_on = project.moved_in_on or project.wants_to_move_on
    return HouseholdFacts(
        first_names=join_words([name[0] for name in names if name]),
        adults=project.adults_count,
        children=project.children_count,
        work=project.trade or str(project.get_work_display()),
        languages=", ".join(project.languages),
        origin=project.origin,
        location=place,
        moved_in=moved_on.isoformat()[:7] if moved_on else "",
    )


def household_lines(facts: HouseholdFacts) -> list[tuple[str, str]]:
    """Returns labels and values, in the active language; unknown values are left out."""
    lines = [
        (_("Qui"), facts.first_names),
        (_("Ménage"), people_words(facts.adults, facts.children)),
        (_("Métier"), facts.work),
        (_("Langues"), facts.languages),
        (_("Vient de"), facts.origin),
        (_("S’installe à"), facts.location),
        (_("À partir de"), _month(facts.moved_in)),
    ]
    return [(label, value) for label, value in lines if value]


def people_words(adults: int, children: int) -> str:
    """Returns the size of a household in words, as « 2 adultes, 1 enfant »."""
    words = [ngettext("%(count)d adulte", "%(count)d adultes", adults) % {"count": adults}]
    if children:
        words.append(
            ngettext("%(count)d enfant", "%(count)d enfants", children) % {"count": children}
        )
    return ", ".join(words)


def household_title(facts: HouseholdFacts) -> str:
    """Returns the first names of a household, or « un ménage », for use in a sentence."""
    return facts.first_names or _("un ménage")


def _month(text: str) -> str:
    return date_format(date.fromisoformat(f"{text}-01"), "F Y") if text else ""
