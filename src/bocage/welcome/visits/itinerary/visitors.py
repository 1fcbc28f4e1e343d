"""Visitors as described to the people met: one household, or those of a welcome weekend.

Each describes itself in the active language, so that one message serves both.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import of_name, people_words


@dataclass(frozen=True, kw_only=True)
class OneHousehold:
    """Visitors of a stay: first names only, the only data disclosed about a household."""

    first_names: str

    @property
    def name(self) -> str:
        """Name of the visitors in a few words, for a mail subject."""
        return self.first_names

    @property
    def guests(self) -> str:
        """Name of the visitors, for use after « avec »."""
        return self.first_names

    @property
    def introduction(self) -> str:
        return _("Nous préparons la venue %(of_household)s, pour un projet d’installation ici.") % {
            "of_household": of_name(self.first_names)
        }

    @property
    def coming(self) -> str:
        """Empty number of visitors: the first names of a single household already show it."""
        return ""


@dataclass(frozen=True, kw_only=True)
class SeveralHouseholds:
    """Visitors of a weekend: how many come, without any name."""

    weekend: str
    households: int
    people: int

    @property
    def name(self) -> str:
        """Name of the visitors in a few words, for a mail subject."""
        return self.weekend

    @property
    def guests(self) -> str:
        """Name of the visitors, for use after « avec »."""
        return _("les ménages de « %(weekend)s »") % {"weekend": self.weekend}

    @property
    def introduction(self) -> str:
        return _(
            "Nous préparons « %(weekend)s », pour des ménages qui pensent à s’installer ici."
        ) % {"weekend": self.weekend}

    @property
    def coming(self) -> str:
        """Number of visitors, as « 3 ménages, 8 personnes »; empty while no household has
        accepted.
        """
        if not self.households:
            return ""
        households = ngettext("%(count)d ménage", "%(count)d ménages", self.households)
        return f"{households % {'count': self.households}}, {people_words(self.people)}"


Visitors = OneHousehold | SeveralHouseholds
