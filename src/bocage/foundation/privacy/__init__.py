"""The register of processing, which every room declares, and the promises of time that it makes."""

from bocage.foundation.privacy.processing import (
    LegalBasis,
    Processing,
    Protection,
    Retention,
    declare_processing,
    declared_processing,
)

__all__ = [
    "LegalBasis",
    "Processing",
    "Protection",
    "Retention",
    "declare_processing",
    "declared_processing",
]
