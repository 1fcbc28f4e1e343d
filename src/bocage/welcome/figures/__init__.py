"""Figures of the welcome: each computed from stored rows, with its definition and its date."""

from bocage.welcome.figures.computation import figures_of
from bocage.welcome.figures.confidentiality import as_published
from bocage.welcome.figures.tables import Cell, Figure, FigureRow, flat_rows

__all__ = ["Cell", "Figure", "FigureRow", "as_published", "figures_of", "flat_rows"]
