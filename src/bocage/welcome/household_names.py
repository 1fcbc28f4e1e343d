"""How a household is named to those who may know no more of it than first names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bocage.welcome.models import SettlementProject


def first_names_of(project: SettlementProject) -> str:
    """« Camille et Jean », of the adults who wrote their names; empty where nobody did."""
    names = [adult.person.name.split() for adult in project.adults.select_related("person")]
    first = [words[0] for words in names if words]
    if len(first) < 2:
        return "".join(first)
    return _("%(names)s et %(last)s") % {"names": ", ".join(first[:-1]), "last": first[-1]}
