"""A list of places, as an association keeps it: a table pasted from a spreadsheet, or a CSV file.

    nom;nature;commune;adresse;code postal
    La Clairière;tiers-lieu;Boitron;Le bourg;61500

The first line names the columns, of which « nom » and « commune » must be there.
"""

from dataclasses import dataclass, field
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from bocage.first_steps.errors import UnreadableList
from bocage.territory.imports.filled_tables import (
    NamedRow,
    TableUnreadable,
    header_of,
    read_rows,
    suggested_mapping,
)
from bocage.territory.spelling import normalise
from bocage.workspaces.models import PlaceKind

NEEDED = frozenset({"nom", "commune"})
ALIASES = {
    "nom": ("nom_du_lieu", "lieu", "name"),
    "commune": ("ville", "town"),
    "nature": ("nature_du_lieu", "type", "kind"),
    "adresse": ("rue", "address"),
    "code_postal": ("cp", "postcode"),
}
NAMES = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}
MOST_IN_A_CELL = 1_000
MOST_ERRORS = 200
LONGEST_NAME = 120
LONGEST_ADDRESS = 200
POSTCODE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A line of the list, checked on its own."""

    line: int
    name: str
    kind: str
    commune: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class RowError:
    """A line that opens nothing, and why, in a sentence."""

    line: int
    reason: str


@dataclass
class PlaceList:
    """All that a list says, and the lines that cannot be read."""

    rows: list[ListedPlace] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


class _Wrong(Exception):
    """What is wrong with one line."""


def read_place_list(content: bytes) -> PlaceList:
    """Reads a list; the reasons of its errors are in the active language.

    Raises:
        UnreadableList: no table with the two columns that must be there.
    """
    found = PlaceList()
    stream = BytesIO(content)
    try:
        mapping = suggested_mapping(header_of(stream), NAMES)
        rows = list(read_rows(stream, mapping, most_in_a_cell=MOST_IN_A_CELL))
    except TableUnreadable as unreadable:
        raise UnreadableList from unreadable
    if not rows or NEEDED - set(mapping):
        raise UnreadableList
    for row in rows:
        try:
            found.rows.append(_place_of(row))
        except _Wrong as wrong:
            if len(found.errors) < MOST_ERRORS:
                found.errors.append(RowError(row.line, str(wrong)))
    return found


def _place_of(row: NamedRow) -> ListedPlace:
    values = row.cells
    name, commune = values.get("nom", ""), values.get("commune", "")
    address, postcode = values.get("adresse", ""), values.get("code_postal", "")
    if row.problem:
        raise _Wrong(_("La ligne a plus de cases que de titres, ou une case trop longue."))
    if not name or not commune:
        raise _Wrong(_("Le nom ou la commune manque."))
    if max(len(name), len(commune)) > LONGEST_NAME or len(address) > LONGEST_ADDRESS:
        raise _Wrong(_("Un nom ou une adresse est trop long."))
    if postcode and not (
        len(postcode) == POSTCODE_LENGTH and postcode.isascii() and postcode.isdecimal()
    ):
        raise _Wrong(_("Un code postal a cinq chiffres."))
    return ListedPlace(
        row.line, name, _kind_of(values.get("nature", "")), commune, address, postcode
    )


def _kind_of(told: str) -> str:
    """The nature of a place, in the words of either language; a third place where none is told."""
    wanted = normalise(told)
    if not wanted:
        return PlaceKind.THIRD_PLACE
    found = _kinds().get(wanted)
    if found is None:
        raise _Wrong(_("Cette nature de lieu n’est pas une des nôtres."))
    return found


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for language in ("en", "fr"):
        with translation.override(language):
            kinds |= {normalise(str(kind.label)): kind.value for kind in PlaceKind}
    return kinds
