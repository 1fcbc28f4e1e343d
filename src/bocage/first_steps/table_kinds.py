"""Import of a list of places from a table."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from bocage.first_steps.forms import PlaceListForm, PlaceRowForm
from bocage.first_steps.operations.places import (
    MAX_PLACES,
    ListedPlace,
    PlaceKey,
    commune_named,
    existing_places,
    open_listed_place,
)
from bocage.first_steps.steps import has_territory
from bocage.people.models import Person, TableImport
from bocage.people.table_imports.kinds import (
    Column,
    Fate,
    FateWords,
    Line,
    TableImportKind,
    add_table_kind,
)
from bocage.territory.imports.filled_tables import NamedRow
from bocage.workspaces.models import PlaceKind


@add_table_kind
class PlaceTable(TableImportKind[ListedPlace]):
    """Table of places: each new one opens in preparation; existing ones are left unchanged."""

    name = "place"
    right = "people.update_instance_settings"
    max_rows = MAX_PLACES
    titled_by = ("nom",)
    title = _("Apporter une liste de lieux")
    lead = _(
        "Chaque lieu sera en préparation jusqu’à ce que vous le publiiez. Apportée deux fois, la"
        " même liste n’ouvre rien de plus."
    )
    back, back_label = "first_steps_places", _("Les lieux")
    form = PlaceListForm
    columns = (
        Column(
            "nom",
            _("comment le lieu s’appelle"),
            "nom_du_lieu lieu name",
            example="La Clairière",
            is_needed=True,
        ),
        Column(
            "nature",
            lambda: ", ".join(str(kind.label) for kind in PlaceKind),
            "nature_du_lieu type kind",
            example=PlaceKind.THIRD_PLACE.label,
        ),
        Column(
            "commune",
            _("le nom de la commune, ou son code INSEE"),
            "ville town",
            example="Boitron",
            is_needed=True,
        ),
        Column("adresse", _("le numéro et la rue"), "rue address", example=_("Le bourg")),
        Column(
            "code_postal",
            _("pour ne pas confondre deux communes du même nom"),
            "cp postcode",
            label=_("code postal"),
            example="61500",
        ),
    )
    fates = {
        Fate.NEW: FateWords(
            _("nouveau lieu"),
            ngettext_lazy("%(number)d nouveau lieu", "%(number)d nouveaux lieux", "number"),
            tone="good",
        ),
        Fate.SAME: FateWords(
            _("déjà là"), ngettext_lazy("%(number)d déjà là", "%(number)d déjà là", "number")
        ),
    }

    def closed(self, by: Person) -> tuple[str, str]:  # noqa: ARG002 - the same for all
        if has_territory():
            return ("", "")
        return (
            gettext("Le territoire d’abord"),
            gettext("Un lieu est dans une commune : dès qu’elles sont là, cette page le demande."),
        )

    def reader(self, table: TableImport) -> Callable[[NamedRow], ListedPlace]:  # noqa: ARG002
        find = cache(commune_named)

        def read(row: NamedRow) -> ListedPlace:
            form = PlaceRowForm(row.cells, find=find)
            form.refuse_problems(self.labels)
            return form.place()

        return read

    def key(self, value: ListedPlace) -> PlaceKey:
        return value.key

    def detail(self, value: ListedPlace) -> str:
        return value.commune.name

    def compare(self, lines: Sequence[Line], table: TableImport) -> None:  # noqa: ARG002
        existing = existing_places(line.value for line in lines)
        for line in lines:
            line.fate = Fate.SAME if line.value.key in existing else Fate.NEW

    def write(self, lines: Sequence[Line], table: TableImport, now: datetime) -> None:  # noqa: ARG002
        by = table.brought_by
        self.write_each(lines, lambda place: open_listed_place(by=by, place=place))
