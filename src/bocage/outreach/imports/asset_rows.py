"""A table (CSV) of assets: its columns by the names that people give them."""

from bocage.territory.imports.small_tables import (
    NamedRow,
    SmallTable,
    read_named_rows,
    text_of_table,
)

COLUMNS = (
    *("titre", "phrase", "theme", "chiffre", "unite", "en_direct", "source", "adresse"),
    *("date", "mois", "lieu", "titre_anglais", "phrase_anglaise", "unite_anglaise"),
)
"""The columns of the table that is documented, and of the one that is downloaded."""

NEEDED = ("titre", "phrase", "theme")

_ALIASES = {
    "titre": ("title", "atout", "argument"),
    "phrase": ("sentence", "description", "texte"),
    "theme": ("sujet", "topic"),
    "chiffre": ("figure", "valeur", "value"),
    "unite": ("ce_qu_il_compte", "unit"),
    "en_direct": ("chiffre_en_direct", "indicateur", "indicator", "live_indicator"),
    "source": ("source_name", "origine"),
    "adresse": ("adresse_de_la_source", "url", "source_url", "lien"),
    "date": ("date_du_chiffre", "dated_on", "au"),
    "mois": ("combien_de_mois_il_vaut", "duree", "validite", "shelf_life_months", "duree_mois"),
    "lieu": ("endroit", "place", "commune", "territoire"),
    "titre_anglais": ("titre_en_anglais", "title_en"),
    "phrase_anglaise": ("phrase_en_anglais", "sentence_en"),
    "unite_anglaise": ("unite_en_anglais", "unit_en", "ce_qu_il_compte_en_anglais"),
}

TABLE = SmallTable(needed=NEEDED, aliases=_ALIASES, most_rows=300, most_in_a_cell=1_000)


def read_asset_rows(content: bytes) -> list[NamedRow]:
    """The rows under the header, without those that are empty.

    Raises:
        TableUnreadable: too heavy, no text, empty, too long, quotes that never end, a column
            missing or there twice.
    """
    return read_named_rows(text_of_table(content), TABLE)
