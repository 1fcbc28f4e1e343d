"""A commune in the words of schema.org."""

from typing import Any

from django.conf import settings

from bocage.territory.models import Commune

INSEE = "https://id.insee.fr/geo/commune"


def schema_of(commune: Commune) -> dict[str, Any]:
    """Returns the schema.org description of a commune and its position, for search engines."""
    address = f"{settings.BOCAGE.public_url}{commune.get_absolute_url()}"
    description: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "@id": address,
        "url": address,
        "name": commune.name,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": INSEE,
            "value": commune.code,
        },
        "containedInPlace": {"@type": "AdministrativeArea", "name": commune.departement.name},
    }
    if commune.latitude is not None and commune.longitude is not None:
        description["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": commune.latitude,
            "longitude": commune.longitude,
        }
    return description
