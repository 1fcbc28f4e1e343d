"""What the territory refuses, in sentences."""

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
    """The reference data is not what it should be."""

    default_sentence = _("Les données de référence des communes sont illisibles.")


class UnknownDepartement(Refusal):
    """Refusal of an unknown département code."""

    status = 404
    default_sentence = _("Ce département n’existe pas.")


class OutlinesUnreadable(Refusal):
    """A file of outlines is not GeoJSON, or holds no outline."""

    default_sentence = _("Ce fichier n’est pas une collection GeoJSON de contours.")


class PositionsUnavailable(Refusal):
    """The official API did not give the positions that were asked of it."""

    status = 503
    default_sentence = _("L’API Découpage administratif ne répond pas. Réessayez plus tard.")
