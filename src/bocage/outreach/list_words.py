"""What is said of lists of prospects: what their columns hold, and why a row was left out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.outreach.imports.prospect_rows import FIELDS

FIELD_LABELS = {
    "email": gettext_lazy("Adresse"),
    "phone": gettext_lazy("Téléphone"),
    "name": gettext_lazy("Prénom et nom"),
    "first_name": gettext_lazy("Prénom"),
    "last_name": gettext_lazy("Nom"),
    "origin": gettext_lazy("Vit à…"),
    "trade": gettext_lazy("Métier"),
    "language": gettext_lazy("Langue"),
}


def column_choices() -> list[tuple[str, str]]:
    """What a column may be taken for."""
    return [("", _("ne pas lire")), *((name, str(FIELD_LABELS[name])) for name in FIELDS)]


def sentence_of(code: str) -> str:
    """Why a row, or a whole file, was not read."""
    said = {
        "empty": _("Le fichier est vide."),
        "not_a_table": _("Ce n’est pas un tableau CSV, ou des guillemets ne se ferment pas."),
        "too_many_columns": _("Trop de colonnes."),
        "line_too_long": _("Une ligne est trop longue."),
        "too_many_cells": _("Plus de cases que de titres."),
        "cell_too_long": _("Une case est trop longue."),
        "not_an_address": _("Cette adresse n’est pas complète."),
        "not_a_phone": _("Ce numéro n’est pas complet."),
        "nobody_to_reach": _("Ni adresse ni téléphone."),
    }
    return said.get(code, code)
