"""Why a table, or a row of it, is not read."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bocage.people.table_imports.forms import too_heavy
from bocage.people.table_imports.kinds import TableImportKind
from bocage.territory.imports.filled_tables import MAX_COLUMNS


def table_sentence(kind: TableImportKind[Any], code: str) -> str:
    """Returns why a table cannot be read, by the code of `TableUnreadable`."""
    sentences = {
        "empty": _("Le tableau est vide : il faut une ligne de titres, puis au moins une ligne."),
        "encoding_unknown": _("Le codage du texte n’est pas reconnu : enregistrez en CSV UTF-8."),
        "line_too_long": _("Une ligne est trop longue."),
        "not_a_table": _(
            "Ce fichier n’est pas un tableau CSV, ou des guillemets ne se ferment pas : dans votre"
            " tableur, « Enregistrer sous », puis CSV."
        ),
        "too_large": too_heavy(kind),
        "too_many_columns": _("Le tableau a trop de colonnes : %(most)d au plus.")
        % {"most": MAX_COLUMNS},
        "too_many_rows": _("Le tableau a trop de lignes : %(most)d au plus à la fois.")
        % {"most": kind.max_rows or 0},
    }
    return sentences[code]


def row_sentence(kind: TableImportKind[Any], code: str) -> str:
    """Returns why a row cannot be read, by the `problem` of a `NamedRow`."""
    if code == "too_many_cells":
        return _(
            "La ligne a plus de cases que de titres : un texte contient sans doute le séparateur,"
            " mettez-le entre guillemets."
        )
    max_characters = number_format(kind.max_in_a_cell, force_grouping=True)
    return _("Une case dépasse %(most)s lettres.") % {"most": max_characters}
