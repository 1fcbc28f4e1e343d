"""A table (CSV) of people who help: its columns by the names that people give them."""

from bocage.territory.imports.small_tables import NamedRow, SmallTable, read_named_rows

COLUMNS = (
    *("nom", "qui", "peut", "commune", "code_postal", "courriel", "telephone", "accord"),
    *("mots_cles", "langues", "rayon", "mesure", "ecrire_en"),
)
"""The columns of the table that is documented, and of the one that is downloaded."""

NEEDED = ("nom", "qui", "peut", "commune", "courriel", "accord")

_ALIASES = {
    "nom": ("name", "nom_et_prenom", "prenom_nom", "nom_prenom", "personne"),
    "qui": ("qui_est_ce", "role", "titre", "type", "categorie", "kind"),
    "peut": ("ce_que_cette_personne_peut_faire", "aide", "peut_faire", "can_do", "description"),
    "commune": ("ville", "code_commune", "code_insee", "town"),
    "code_postal": ("cp", "postcode"),
    "courriel": ("email", "e_mail", "mail", "adresse_electronique", "adresse_mail"),
    "telephone": ("tel", "portable", "mobile", "phone"),
    "accord": ("date_d_accord", "date_accord", "d_accord_depuis", "accord_le", "consented_on"),
    "mots_cles": ("metier_pays_mots_cles", "metier", "tags"),
    "langues": ("langues_parlees", "languages"),
    "rayon": ("km", "jusqu_a_combien_de_kilometres", "rayon_km"),
    "mesure": ("demandes_par_mois", "demandes_par_mois_au_plus", "par_mois"),
    "ecrire_en": ("nous_lui_ecrivons_en", "langue", "langue_de_contact", "language"),
}

TABLE = SmallTable(needed=NEEDED, aliases=_ALIASES, most_rows=500, most_in_a_cell=4_000)


def read_helper_rows(text: str) -> list[NamedRow]:
    """The rows under the header, without those that are empty.

    Raises:
        TableUnreadable: empty, too long, quotes that never end, a column missing or there twice.
    """
    return read_named_rows(text, TABLE)
