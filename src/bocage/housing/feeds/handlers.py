"""Deliveries and sources read when they are due, and again when communes change."""

from bocage.foundation.events import handles
from bocage.housing.feeds.events import FeedReceived, SourceDue
from bocage.housing.feeds.operations.feed_runs import apply_feed_run
from bocage.housing.feeds.operations.fetching import fetch_source
from bocage.housing.feeds.operations.parser_fingerprint import clear_parser_fingerprints
from bocage.territory.events import CommunesMoved, TerritoryImported


@handles(TerritoryImported)
def forget_parser_fingerprints(_event: TerritoryImported) -> None:
    """Towns that no commune was found for may have one now."""
    clear_parser_fingerprints()


@handles(CommunesMoved)
def read_positions_again(_event: CommunesMoved) -> None:
    """Positions that seemed far from their commune may be near it now."""
    clear_parser_fingerprints()


@handles(FeedReceived)
def apply_received_feed(event: FeedReceived) -> None:
    """Brings the stock of the source to it; one that was read already changes nothing."""
    apply_feed_run(run_id=event.run_id)


@handles(SourceDue)
def read_the_address(event: SourceDue) -> None:
    """Reads the address of a source for a new delivery."""
    fetch_source(source_id=event.source_id)
