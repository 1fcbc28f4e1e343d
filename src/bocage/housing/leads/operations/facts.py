"""Market facts of leads: rows consumed by the matching with searches."""

from datetime import datetime

from bocage.housing.leads.models.leads import Lead
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.operations import enqueue_matching


def announce(lead: Lead, kind: str, now: datetime) -> MarketFact:
    """Writes that a lead is shown (again). Called in the transaction that shows it."""
    fact = MarketFact.objects.create(
        kind=kind,
        lead=lead,
        price_eur=lead.price_to_eur or lead.price_from_eur,
        happened_at=now,
    )
    enqueue_matching()
    return fact


def announce_again(lead: Lead) -> None:
    """Schedules the latest fact of a lead for matching again, after it was closed by mistake. An
    alert is unique per search and fact, so nobody is notified again.
    """
    latest = MarketFact.objects.filter(lead=lead).order_by("-happened_at", "-pk").first()
    if latest is not None:
        MarketFact.objects.filter(pk=latest.pk).update(matched_at=None)
        enqueue_matching()
