"""Operations on places: opened together from a list, or postponed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bocage.first_steps.models import StepPutOff
from bocage.people.models import Person
from bocage.people.table_imports.kinds import Fate
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.workspaces.hosting.errors import PlaceExists
from bocage.workspaces.hosting.operations.places import open_place
from bocage.workspaces.models import Place

MAX_PLACES = 200

PlaceKey = tuple[str, str]
"""Identity of a place in the list: commune and name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """A place, as described by a row of the list."""

    commune: Commune
    name: str
    kind: str
    address: str
    postcode: str

    @property
    def key(self) -> PlaceKey:
        """Key that identifies a place: its commune, and its name in lower case."""
        return (self.commune.pk, self.name.casefold())


def existing_places(places: Iterable[ListedPlace]) -> set[PlaceKey]:
    """Returns the keys of the places that already exist in these communes; one query."""
    candidates = Place.objects.filter(commune__in={place.commune.pk for place in places})
    return {(code, name.casefold()) for code, name in candidates.values_list("commune", "name")}


def open_listed_place(*, by: Person, place: ListedPlace) -> Fate:
    """Opens a place of the list, in preparation, unless it exists. Returns its fate.

    Raises:
        NotAllowed: `by` coordinates nothing that covers its commune.
    """
    try:
        open_place(
            by=by,
            commune=place.commune,
            name=place.name,
            kind=place.kind,
            address=place.address,
            postcode=place.postcode,
        )
    except PlaceExists:
        return Fate.SAME
    return Fate.NEW


def commune_named(text: str, postcode: str) -> Commune:
    """Returns the commune of a name, current or before a merger; the postcode distinguishes
    homonyms. Similar names are not accepted, since rows are not checked one by one.

    Raises:
        ValidationError: no commune has this name, or several have.
    """
    normalised = normalise(text)
    matches = [
        commune for commune in Commune.objects.search(text) if normalised in _names_of(commune)
    ]
    if len(matches) > 1 and postcode:
        matches = [commune for commune in matches if postcode in commune.postcodes]
    if not matches:
        raise ValidationError(
            _("Aucune commune d’ici ne s’appelle « %(name)s »."), params={"name": text[:80]}
        )
    if len(matches) > 1:
        raise ValidationError(
            _("Plusieurs communes s’appellent « %(name)s » : ajoutez le code postal."),
            params={"name": text[:80]},
        )
    return matches[0]


def _names_of(commune: Commune) -> set[str]:
    former = getattr(commune, "found_as", None)
    names = {commune.name, commune.code} | ({former["name"], former["code"]} if former else set())
    return {normalise(name) for name in names}


def put_places_off(*, by: Person) -> None:
    """Records that places will be created later. It is idempotent.

    Raises:
        NotAllowed: `by` does not administer the instance.
    """
    by.require("people.update_instance_settings")
    StepPutOff.objects.get_or_create(step=StepPutOff.Step.PLACES)
