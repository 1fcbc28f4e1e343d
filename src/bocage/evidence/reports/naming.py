"""The names of the parts of the territory."""

from typing import Any

from django.utils.translation import gettext as _

from bocage.evidence.models import Level
from bocage.evidence.public_figures import Scope
from bocage.foundation.instance import current_instance
from bocage.territory.models import Commune, Departement, Epci

MODELS: dict[Level, Any] = {
    Level.DEPARTEMENT: Departement,
    Level.EPCI: Epci,
    Level.COMMUNE: Commune,
}


def name_of(scope: Scope) -> str:
    """Returns the name of a part of the territory, or its code if it no longer exists."""
    if scope.level == Level.INSTANCE:
        name = current_instance().territory_name or _("tout le territoire")
        return name[:1].upper() + name[1:]
    rows = MODELS[Level(scope.level)].objects.filter(pk=scope.code)
    return rows.values_list("name", flat=True).first() or scope.code
