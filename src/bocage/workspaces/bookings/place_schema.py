"""The page of a place in the words of schema.org."""

from typing import Any

from django.conf import settings

from bocage.workspaces.place_plans.plans import PlacePlan
from bocage.workspaces.places.models import Place

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def address_of_page(place: Place) -> str:
    """Returns the absolute address of the page of a place."""
    return f"{settings.BOCAGE.public_url}{place.get_absolute_url()}"


def schema_of(place: Place, plan: PlacePlan) -> dict[str, Any]:
    """Returns the structured data of a place's page for search engines, in the vocabulary of
    schema.org.
    """
    schema: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "@id": address_of_page(place),
        "name": place.name,
        "url": address_of_page(place),
        "description": place.description,
        "email": place.contact_email,
        "telephone": place.contact_phone,
        "sameAs": place.website,
        "address": _postal_address(place),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": label, "value": True}
            for label in (*place.equipment_labels, *place.accessibility_labels)
        ],
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{WEEKDAYS[weekday]}",
                "opens": _clock(opens),
                "closes": _clock(closes),
            }
            for weekday, ranges in sorted(plan.hours.weekly.items())
            for opens, closes in ranges
        ],
    }
    if place.latitude is not None and place.longitude is not None:
        schema["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return {name: value for name, value in schema.items() if value}


def _postal_address(place: Place) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postcode,
        "addressLocality": place.commune.name,
        "addressCountry": "FR",
    }
    return {name: value for name, value in address.items() if value}


def _clock(minutes: int) -> str:
    """Returns a time of day as schema.org writes it; the end of the day is its last minute."""
    minutes_of_day = min(minutes, 24 * 60 - 1)
    return f"{minutes_of_day // 60:02}:{minutes_of_day % 60:02}"
