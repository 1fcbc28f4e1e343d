"""Places that open together, from a list; or later."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bocage.first_steps.errors import ListTooLong
from bocage.first_steps.imports.place_list import ListedPlace, RowError
from bocage.first_steps.models import StepPutOff
from bocage.foundation.errors import Refusal
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.workspaces.models import Place
from bocage.workspaces.operations.places import open_place

MOST_PLACES = 200


@dataclass
class ListReport:
    """What became of a list: the places that were opened, and the lines that were not."""

    opened: list[Place] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def open_listed_places(*, by: Person, rows: Sequence[ListedPlace]) -> ListReport:
    """Opens each place of a list, in preparation; a line that cannot be opened stops no other, and
    the same list a second time opens nothing more.

    Raises:
        NotAllowed: `by` does not administer the instance.
        ListTooLong: more than two hundred places.
    """
    by.require("people.update_instance_settings")
    if len(rows) > MOST_PLACES:
        raise ListTooLong(MOST_PLACES)
    report = ListReport()
    for row in rows:
        try:
            report.opened.append(
                open_place(
                    by=by,
                    commune=_commune_of(row),
                    name=row.name,
                    kind=row.kind,
                    address=row.address,
                    postcode=row.postcode,
                )
            )
        except Refusal as refusal:
            report.errors.append(RowError(row.line, str(refusal.sentence)))
        except ValidationError as error:
            report.errors.append(RowError(row.line, " ".join(error.messages)))
    return report


def _commune_of(row: ListedPlace) -> Commune:
    """The commune that a line names, or names as it was before a merger; its postcode tells apart
    those of one name. What only resembles a name is not taken for it: nobody looks at each line.

    Raises:
        ValidationError: none bears this name, or several.
    """
    wanted = normalise(row.commune)
    found = [one for one in Commune.objects.search(row.commune) if wanted in _names_of(one)]
    if len(found) > 1 and row.postcode:
        found = [one for one in found if row.postcode in one.postcodes]
    if not found:
        raise ValidationError(
            _("Aucune commune d’ici ne s’appelle « %(name)s »."), params={"name": row.commune[:80]}
        )
    if len(found) > 1:
        raise ValidationError(
            _("Plusieurs communes s’appellent « %(name)s » : ajoutez le code postal."),
            params={"name": row.commune[:80]},
        )
    return found[0]


def _names_of(commune: Commune) -> set[str]:
    former = getattr(commune, "found_as", None)
    names = {commune.name, commune.code} | ({former["name"], former["code"]} if former else set())
    return {normalise(name) for name in names}


def put_places_off(*, by: Person) -> None:
    """Says that the places come later. Said twice, it is harmless.

    Raises:
        NotAllowed: `by` does not administer the instance.
    """
    by.require("people.update_instance_settings")
    StepPutOff.objects.get_or_create(step=StepPutOff.Step.PLACES)
