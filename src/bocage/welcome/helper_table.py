"""A table of people who help, read for a coordinator: each line with what would become of it.

Nothing is written here. A line is judged by the same form as the page where one person is added.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.housing.operations.towns import Towns
from bocage.people.models import Person, Role
from bocage.people.policies import Reach, reach_of
from bocage.territory.imports.small_tables import NamedRow
from bocage.territory.models import Commune, Departement, resolve_commune
from bocage.welcome.forms.helper_imports import FindCommune, HelperRowForm
from bocage.welcome.imports.helper_rows import read_helper_rows
from bocage.welcome.models import Helper
from bocage.welcome.operations.address_book import Card
from bocage.welcome.operations.helper_imports import (
    CardKey,
    Fate,
    fate_of,
    key_of,
    standing_cards,
)
from bocage.welcome.querysets import HelperQuerySet

TABLE_SENTENCES: dict[str, str | Promise] = {
    "too_large": gettext_lazy("Le fichier est trop lourd : un mégaoctet au plus."),
    "too_many_rows": gettext_lazy("Le tableau a trop de lignes : cinq cents au plus à la fois."),
    "too_many_columns": gettext_lazy("Le tableau a trop de colonnes."),
    "encoding_unknown": gettext_lazy(
        "Le codage du texte n’est pas reconnu : enregistrez en CSV UTF-8."
    ),
    "not_a_table": gettext_lazy(
        "Ce fichier n’est pas un tableau CSV : dans votre tableur, « Enregistrer sous », puis CSV."
    ),
    "empty": gettext_lazy("Le tableau est vide : il faut une ligne de titres, puis des personnes."),
    "columns_missing": gettext_lazy("Il manque des colonnes."),
    "columns_twice": gettext_lazy("Des colonnes reviennent deux fois."),
}
"""By the code of `TableUnreadable`."""

ROW_SENTENCES: dict[str, str | Promise] = {
    "too_many_cells": gettext_lazy(
        "la ligne a plus de cases que de titres : un texte contient sans doute le séparateur, "
        "mettez-le entre guillemets."
    ),
    "cell_too_long": gettext_lazy("une case dépasse quatre mille lettres."),
}
"""By the code of a row."""

_CODE_LENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One line: who it names, what would become of it, and what is wrong with it."""

    line: int
    name: str
    fate: Fate
    problems: tuple[str, ...] = ()
    card: Card | None = None


def lines_of(text: str, *, by: Person) -> list[TableLine]:
    """The lines of a table, in their order. The last line that names a card counts.

    Raises:
        TableUnreadable: the table is not read at all.
    """
    find = _finder(by)
    judged = [_judged(row, find) for row in read_helper_rows(text)]
    last = {key_of(line.card): line.line for line in judged if line.card is not None}
    standing = standing_cards(line.card for line in judged if line.card is not None)
    return [
        line if line.card is None else _compared(line, line.card, last, standing, by)
        for line in judged
    ]


def table_sentence(code: str, detail: str) -> str:
    """Why a table is not read."""
    return f"{TABLE_SENTENCES[code]} ({detail})" if detail else str(TABLE_SENTENCES[code])


def exported_rows(helpers: HelperQuerySet) -> Iterator[list[object]]:
    """The cards as rows of the same table, one at a time."""
    ordered = helpers.select_related("commune").order_by("name", "pk")
    for helper in ordered.iterator(chunk_size=500):
        yield _exported(helper)


def _exported(helper: Helper) -> list[object]:
    said = {
        "nom": helper.name,
        "qui": helper.get_kind_display(),
        "peut": helper.can_do,
        "commune": helper.commune.name,
        "code_postal": next(iter(helper.commune.postcodes), ""),
        "courriel": helper.email,
        "telephone": helper.phone,
        "accord": helper.consented_on.isoformat(),
        "mots_cles": ", ".join(helper.tags),
        "langues": ", ".join(helper.languages),
        "rayon": helper.radius_km,
        "mesure": helper.most_a_month,
        "ecrire_en": helper.get_language_display(),
    }
    return list(said.values())


def _judged(row: NamedRow, find: FindCommune) -> TableLine:
    """A line by itself: a card, or what is wrong with it."""
    form = HelperRowForm(row.cells, find=find)
    problems = [str(ROW_SENTENCES[row.problem])] if row.problem else form.problems()
    return TableLine(
        line=row.line,
        name=row.cells.get("nom", "")[:120],
        fate=Fate.REFUSED if problems else Fate.NEW,
        problems=tuple(problems),
        card=None if problems else form.card(),
    )


def _compared(
    line: TableLine,
    card: Card,
    last: dict[CardKey, int],
    standing: dict[CardKey, Helper],
    by: Person,
) -> TableLine:
    """The same with what the other lines and the book say of its person."""
    key = key_of(card)
    if last[key] != line.line:
        told = _("la même personne revient ligne %(line)d, au même titre : c’est elle qui compte.")
        repeated = (told % {"line": last[key]},)
        return replace(line, fate=Fate.REPEATED, problems=repeated, card=None)
    return replace(line, fate=fate_of(card, standing.get(key), by=by))


def _finder(by: Person) -> FindCommune:
    """Finds communes among those that somebody coordinates; each text is looked for once."""
    reach = reach_of(by, Role.COORDINATOR)
    towns = [Towns(code) for code in _departements(reach)]

    @cache
    def find(text: str, postcode: str) -> Commune | None:
        for code in _codes(text.strip(), postcode.strip(), towns):
            commune = resolve_commune(code)
            if (
                commune is not None
                and commune.is_current
                and by.has_perm("welcome.keep_helper", commune)
            ):
                return commune
        return None

    return find


def _departements(reach: Reach) -> list[str]:
    """Where a name without a postcode is looked for; an administrator gives postcodes."""
    return sorted(
        Departement.objects.filter(communes__in=Commune.objects.filter(reach.communes_within()))
        .distinct()
        .values_list("pk", flat=True)[:MOST_DEPARTEMENTS]
    )


MOST_DEPARTEMENTS = 3
"""Each is read whole: a name is looked for in these alone."""


def _codes(text: str, postcode: str, towns: Iterable[Towns]) -> Iterator[str]:
    if len(text) == _CODE_LENGTH and text[-3:].isdigit():
        yield text.upper()
    for departement in towns:
        found = departement.find(postcode, text)
        if found.commune is not None and not (postcode and found.problem):
            yield found.commune


def consent_day() -> str:
    """The day of today, as the example of the table says it."""
    return timezone.localdate().isoformat()
