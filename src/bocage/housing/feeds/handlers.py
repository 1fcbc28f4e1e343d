"""Deliveries and sources read when they are due, and again when communes change."""

from bocage.foundation.events import handles
from bocage.housing.feeds.events import DeliveryReceived, SourceDue
from bocage.housing.feeds.operations.feed_runs import apply_delivery
from bocage.housing.feeds.operations.fetching import fetch_source
from bocage.housing.feeds.operations.parser_fingerprint import forget_readings
from bocage.territory.events import TerritoryImported


@handles(TerritoryImported)
def read_deliveries_again(_event: TerritoryImported) -> None:
    """Towns that no commune was found for may have one now."""
    forget_readings()


@handles(DeliveryReceived)
def read_the_delivery(event: DeliveryReceived) -> None:
    """Brings the stock of the source to it; one that was read already changes nothing."""
    apply_delivery(run_id=event.run_id)


@handles(SourceDue)
def read_the_address(event: SourceDue) -> None:
    """Reads the address of a source for a new delivery."""
    fetch_source(source_id=event.source_id)
