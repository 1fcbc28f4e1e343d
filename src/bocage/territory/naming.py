"""Names of communes in a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.territory.models import Commune, FormerCommune


def around_commune(name: str) -> str:
    """Formats « Autour du Mêle-sur-Sarthe », in the language of the page."""
    return _("Autour %(of_commune)s") % {"of_commune": of_name(name)}


def format_postcodes(postcodes: Sequence[str]) -> str:
    """Formats postcodes; of a long list, the first and the last."""
    if len(postcodes) > 3:
        return f"{postcodes[0]} – {postcodes[-1]}"
    return ", ".join(postcodes)


def format_match(commune: Commune) -> str:
    """Returns the reason why a search found a commune under a former name or code; empty if it
    matched its own name.
    """
    former = getattr(commune, "found_as", None)
    if not former:
        return ""
    words = {
        "former": former["name"] or former["code"],
        "kind": FormerCommune.Kind(former["kind"]).label,
        "of_commune": of_name(commune.name),
    }
    return _("%(former)s, %(kind)s %(of_commune)s") % words


def suggestion_label(commune: Commune) -> str:
    """Formats a commune for a list of suggestions, distinguished from its namesakes."""
    parts = [commune.name, format_postcodes(commune.postcodes), commune.departement.name]
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
