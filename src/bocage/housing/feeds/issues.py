"""Sentences on the problems of a delivery or of its rows, on which the agency can act."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.fetching import REFUSALS

ROW_SENTENCES: dict[str, str | Promise] = {
    "line_too_long": _("La ligne dépasse un mégaoctet : elle n’a pas été lue."),
    "too_many_columns": _("La ligne a bien plus de colonnes que le format n’en connaît."),
    "too_few_columns": _("La ligne est coupée avant le prix."),
    "not_an_object": _("Ce n’est pas une annonce : chaque élément est un objet JSON."),
    "identifier_repeated": _(
        "Le même identifiant technique revient plus loin : seule la dernière ligne compte."
    ),
    "reference_missing": _("L’annonce n’a ni référence ni identifiant technique."),
    "technical_id_missing": _(
        "L’identifiant technique manque : la référence en tient lieu. Si elle change, l’annonce "
        "passera pour une nouvelle."
    ),
    "offer_missing": _("Il manque le type d’annonce : vente, location…"),
    "offer_unknown": _("Ce type d’annonce n’est pas connu : écrivez vente, location ou viager."),
    "kind_missing": _("Il manque le type de bien : maison, appartement, terrain…"),
    "kind_unknown": _("Ce type de bien n’est pas connu : l’annonce est classée « autre bien »."),
    "status_unknown": _("Cet état n’est pas connu : l’annonce est donnée pour disponible."),
    "price_missing": _("Il manque le prix ou le loyer."),
    "price_not_a_number": _("Le prix n’est pas un nombre."),
    "price_out_of_range": _("Le prix n’est pas possible : entre 1 et 100 000 000 €."),
    "town_missing": _("Il manque la ville et le code postal."),
    "town_unknown": _("Cette ville et ce code postal ne mènent à aucune commune."),
    "town_does_not_fit": _("La ville et le code postal ne vont pas ensemble."),
    "postcode_missing": _("Il manque le code postal."),
    "postcode_invalid": _("Le code postal n’est pas fait de cinq chiffres."),
    "position_invalid": _(
        "La latitude et la longitude ne sont pas des positions : laissées de côté."
    ),
    "position_far": _("La position est à plus de 30 km de la commune : laissée de côté."),
    "title_missing": _("Il manque le titre : le début de la description en tient lieu."),
    "surface_invalid": _("La surface n’est pas possible : laissée de côté."),
    "land_invalid": _("La surface du terrain n’est pas possible : laissée de côté."),
    "rooms_invalid": _("Le nombre de pièces n’est pas possible : laissé de côté."),
    "year_invalid": _("L’année de construction n’est pas possible : laissée de côté."),
    "amount_invalid": _("Ce montant n’est pas possible : laissé de côté."),
    "energy_invalid": _("Cette consommation n’est pas possible : laissée de côté."),
    "energy_class_unknown": _("Cette classe n’est ni A à G, ni VI, ni NS : laissée de côté."),
    "date_invalid": _("La date n’est pas de la forme JJ/MM/AAAA : laissée de côté."),
    "email_invalid": _("L’adresse électronique n’en est pas une : laissée de côté."),
    "photo_not_public": _(
        "L’adresse de la photo n’est pas publique, ou n’en est pas une : la photo est écartée."
    ),
    "tour_not_public": _("L’adresse de la visite virtuelle n’est pas publique : laissée de côté."),
}
"""Sentences by code of `RowIssue`."""

REFUSAL_SENTENCES: dict[str, str | Promise] = {
    "too_large": _("Le fichier est trop lourd pour être lu."),
    "too_costly": _(
        "Ce fichier demande trop de mémoire ou de temps : il n’a pas été lu. Vérifiez-le, puis "
        "livrez-le de nouveau."
    ),
    "not_a_zip": _("Ce n’est pas une archive ZIP, ou elle est abîmée."),
    "zip_broken": _("L’archive ZIP est abîmée : elle ne se lit pas jusqu’au bout."),
    "zip_bomb": _("L’archive se déplie en bien plus que ce qu’un flux d’annonces peut peser."),
    "too_many_members": _("L’archive contient trop de fichiers."),
    "path_trick": _("L’archive contient un fichier dont le nom sort de son dossier."),
    "encrypted": _("L’archive est protégée par un mot de passe : envoyez-la sans."),
    "nested_archive": _("L’archive en contient une autre : envoyez les fichiers directement."),
    "duplicate_member": _("L’archive contient deux fois le même fichier."),
    "listings_missing": _("L’archive ne contient pas « Annonces.csv »."),
    "encoding_unknown": _("Le codage du texte n’est pas reconnu : enregistrez en UTF-8."),
    "every_row_rejected": _(
        "Aucune ligne n’a pu être lue : le format n’est sans doute pas le bon."
    ),
    "columns_missing": _("Il manque des colonnes sans lesquelles une annonce ne se lit pas."),
    "too_many_columns": _("Le tableau a trop de colonnes."),
    "not_a_table": _("Le fichier n’est pas un tableau CSV."),
    "not_json": _("Le fichier n’est pas du JSON de la forme attendue."),
    "file_lost": _("Le fichier n’est plus là : déposez-le de nouveau."),
    "empty": _("Le fichier est vide."),
    "source_not_active": _("La source n’est plus suivie."),
    "source_takes_no_file": _("Cette source ne reçoit pas de fichier."),
}
"""Sentences by code of a refused delivery, besides those of an unreadable address."""

_DEFAULT_SENTENCE = _("La livraison n’a pas pu être lue.")


def row_sentence(code: str) -> str:
    """Returns the sentence on a problem of a row; the code itself where an older version wrote
    another.
    """
    return str(ROW_SENTENCES.get(code, code))


def refusal_sentence(code: str) -> str:
    """Returns why a delivery was refused or an address could not be read; empty where all
    is well."""
    if not code:
        return ""
    if code in REFUSAL_SENTENCES:
        return str(REFUSAL_SENTENCES[code])
    refusal = REFUSALS.get(code)
    return str(refusal.default_sentence if refusal else _DEFAULT_SENTENCE)
