"""How the names of communes are said in a sentence."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.territory.models import Commune, FormerCommune

VOWELS = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"


def of_commune(name: str) -> str:
    """« de » before a commune, contracted as French does: du Mêle, des Menus, d’Essay.

    >>> of_commune("Le Mêle-sur-Sarthe")
    'du Mêle-sur-Sarthe'
    """
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[:1].upper() in VOWELS else f"de {name}"


def complement(name: str) -> str:
    """The name as the complement of a noun: with « de » in French, alone in other languages."""
    return of_commune(name) if (get_language() or "fr").startswith("fr") else name


def around_commune(name: str) -> str:
    """« Autour du Mêle-sur-Sarthe », in the language of the page."""
    return _("Autour %(commune)s") % {"commune": complement(name)}


def said_postcodes(postcodes: Sequence[str]) -> str:
    """The postcodes as one reads them; the first and the last of a long list."""
    if len(postcodes) > 3:
        return f"{postcodes[0]} – {postcodes[-1]}"
    return ", ".join(postcodes)


def how_found(commune: Commune) -> str:
    """Why a search found a commune by another name than its own; empty when it did not."""
    former = getattr(commune, "found_as", None)
    if not former:
        return ""
    words = {
        "former": former["name"] or former["code"],
        "kind": FormerCommune.Kind(former["kind"]).label,
        "commune": complement(commune.name),
    }
    return _("%(former)s, %(kind)s %(commune)s") % words


def suggestion_label(commune: Commune) -> str:
    """A commune as a list of suggestions shows it, told from its namesakes."""
    parts = [commune.name, said_postcodes(commune.postcodes), commune.departement.name]
    former = getattr(commune, "found_as", None)
    if former:
        parts.append(
            _("pour %(former)s, %(kind)s")
            % {
                "former": former["name"] or former["code"],
                "kind": FormerCommune.Kind(former["kind"]).label,
            }
        )
    return " · ".join(part for part in parts if part)
