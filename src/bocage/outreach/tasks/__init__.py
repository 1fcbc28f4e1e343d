"""What outreach does by itself, by subject."""

from bocage.outreach.tasks import (
    ambassadors,
    assets,
    editorial,
    evenings,
    proofs,
    prospect_imports,
    prospects,
    sequences,
)

__all__ = [
    "ambassadors",
    "assets",
    "editorial",
    "evenings",
    "proofs",
    "prospect_imports",
    "prospects",
    "sequences",
]
