"""Relays with the relations that their pages read."""

from uuid import UUID

from bocage.welcome.relays.models import Relay

SHOWN_RELAYS = Relay.objects.select_related(
    "commune__epci", "commune__departement", "project__commune", "requested_by", "answered_by"
).prefetch_related("project__adults__person")


def find_relay_by_key(key: UUID) -> Relay | None:
    """Finds a relay with the relations that its pages read; None if there is none."""
    return SHOWN_RELAYS.filter(pk=key).first()
