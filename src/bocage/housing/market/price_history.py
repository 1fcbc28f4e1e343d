"""Price history of a home: the lowest asking price of its listings, as steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bocage.housing.market.models.listings import Listing

WIDTH, HEIGHT = 328, 120
TOP, BOTTOM = 22, 18


@dataclass(frozen=True, slots=True)
class PriceStep:
    """Lowest price from a moment on, in euros; `change` in percent of the one before."""

    since: datetime
    price_eur: int
    change: float | None = None


@dataclass(frozen=True, slots=True)
class PriceChart:
    """Step chart drawn by the server, from the first day to today; the table has the same data."""

    steps: Sequence[PriceStep]
    until: datetime

    @property
    def line(self) -> str:
        """Returns the path of the steps, as SVG writes it."""
        parts = []
        for number, step in enumerate(self.steps):
            x, y = self._x(step.since), self._y(step.price_eur)
            parts.append(f"M{x:.1f} {y:.1f}" if number == 0 else f"H{x:.1f}V{y:.1f}")
        return "".join([*parts, f"H{WIDTH}"])

    def points(self) -> Iterator[tuple[str, str]]:
        """Yields the point where each step begins."""
        for step in self.steps:
            yield f"{self._x(step.since):.1f}", f"{self._y(step.price_eur):.1f}"

    def _x(self, moment: datetime) -> float:
        start = self.steps[0].since
        whole = (self.until - start).total_seconds()
        return 6 + (WIDTH - 6) * (moment - start).total_seconds() / whole if whole > 0 else 6.0

    def _y(self, price_eur: int) -> float:
        prices = [step.price_eur for step in self.steps]
        low, high = min(prices), max(prices)
        if low == high:
            return HEIGHT / 2
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - price_eur) / (high - low)


def price_steps(listings: Sequence[Listing]) -> list[PriceStep]:
    """Returns the lowest price over time of listings whose `prices` are loaded; no query.

    A listing counts from its first price to its end. In a gap without any listing, the last price
    continues until the next listing.
    """
    events: list[tuple[datetime, UUID, int | None]] = []
    for listing in listings:
        events += [(price.since, listing.pk, price.price_eur) for price in listing.prices.all()]
        if listing.gone_at is not None:
            events.append((listing.gone_at, listing.pk, None))
    asking_prices: dict[UUID, int] = {}
    steps: list[PriceStep] = []
    for moment, listing_id, price in sorted(events, key=lambda event: (event[0], event[1])):
        if price is None:
            asking_prices.pop(listing_id, None)
        else:
            asking_prices[listing_id] = price
        if asking_prices and (not steps or min(asking_prices.values()) != steps[-1].price_eur):
            steps.append(_step(steps, moment, min(asking_prices.values())))
    return steps


def _step(steps: list[PriceStep], moment: datetime, price: int) -> PriceStep:
    if steps and steps[-1].since == moment:
        steps.pop()
    before = steps[-1].price_eur if steps else None
    return PriceStep(moment, price, (price - before) * 100 / before if before else None)
