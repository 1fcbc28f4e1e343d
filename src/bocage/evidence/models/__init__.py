"""Models of the evidence room."""

from bocage.evidence.models.cells import IndicatorCell, LateFact
from bocage.evidence.models.definitions import IndicatorDefinition, NotedMerger
from bocage.evidence.models.hiding import HiddenFigure
from bocage.evidence.models.nights import ClosedPeriod, Night
from bocage.evidence.models.scopes import Level, Span
from bocage.evidence.models.targets import Target

__all__ = [
    "ClosedPeriod",
    "HiddenFigure",
    "IndicatorCell",
    "IndicatorDefinition",
    "LateFact",
    "Level",
    "Night",
    "NotedMerger",
    "Span",
    "Target",
]
