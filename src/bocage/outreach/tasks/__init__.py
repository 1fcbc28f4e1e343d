"""What outreach does by itself, by subject."""

from bocage.outreach.tasks import (
    editorial,
    prospect_imports,
    prospects,
)

__all__ = [
    "editorial",
    "prospect_imports",
    "prospects",
]
