"""Reason of a judgement: a code, rendered in the language of the reader."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Reason(NamedTuple):
    """Piece of evidence on one aspect of two listings, and its weight.

    `weight` is in bits: positive for one home, negative for two. `values` are what the first and
    the second listing state, or one value that belongs to the pair.
    """

    code: str
    weight: float
    values: tuple[Any, ...] = ()

    @property
    def is_of_prices(self) -> bool:
        return self.code.startswith(("price_", "net_price_"))

    def as_document(self) -> dict[str, Any]:
        return {"code": self.code, "weight": round(self.weight, 2), "values": list(self.values)}


type Evidence = Iterator[Reason]
