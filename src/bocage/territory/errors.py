"""Refusals of the territory room, with their sentences."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ReferenceMissing(Refusal):
    """The reference data has not been built, or its file is gone."""

    default_sentence: ClassVar[str | Promise] = _(
        "Les données de référence des communes manquent. Construisez-les avec la face web du "
        "projet (« make frontend »), puis recommencez."
    )


class ReferenceUnreadable(Refusal):
    """Refusal of reference data that are not in the expected format."""

    default_sentence = _("Les données de référence des communes sont illisibles.")


class UnknownDepartement(Refusal):
    """Refusal of an unknown département code."""

    status = 404
    default_sentence = _("Ce département n’existe pas.")


class OutlinesUnreadable(Refusal):
    """A file of outlines is not GeoJSON, or holds no outline."""

    default_sentence = _("Ce fichier n’est pas une collection GeoJSON de contours.")


class PositionsUnavailable(Refusal):
    """Refusal when the official API did not return the requested positions.

    `is_down`: it would not answer about another département either.
    """

    status = 503
    default_sentence = _("L’API Découpage administratif ne répond pas. Réessayez plus tard.")

    def __init__(self, sentence: str | Promise | None = None, *, is_down: bool = False) -> None:
        super().__init__(sentence)
        self.is_down = is_down
