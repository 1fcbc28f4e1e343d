"""Communes found by the address of a page."""

from django.http import Http404

from bocage.territory.models import Commune, resolve_commune


def find_commune(code: str, **_address: object) -> Commune:
    """Returns the current commune of a URL.

    Raises:
        Http404: there is none.
    """
    commune = resolve_commune(code)
    if commune is None:
        raise Http404
    return commune
