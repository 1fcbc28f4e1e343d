"""How many households think of a commune, on « ma commune »: a number alone, and none of few."""

from typing import Any

from bocage.foundation.db.web_role import as_the_instance
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.figures.tables import FEW_HOUSEHOLDS, is_few
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject


def wishes(commune: Commune, _person: Person) -> dict[str, Any] | None:
    """Counts the open projects that wish for the commune among others, whatever their consents:
    they are never named, and small numbers are shown as « moins de cinq ». None if there are
    none. One query.
    """
    with as_the_instance():
        count = (
            SettlementProject.objects.open()
            .filter(communes=commune.pk)
            .exclude(stage__in=ARRIVED)
            .count()
        )
    if not count:
        return None
    return {"count": None if is_few(count) else count, "few": FEW_HOUSEHOLDS}


add_commune_section(
    name="wishes", template="welcome/commune_portal/wishes.html", rank=15, context=wishes
)
