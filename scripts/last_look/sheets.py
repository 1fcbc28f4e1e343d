"""Contact sheets of the screenshots: many pages at one glance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import batched
from pathlib import Path

from PIL import Image, ImageDraw

GAP, TITLE = 8, 20
KINDS = {"1280": (620, 900, 3, 6), "768": (460, 900, 4, 8), "360": (300, 1150, 6, 12)}
"""Layout by width: width and height of a page, pages in a row and on a sheet."""


def make_sheets(folder: Path, names: Sequence[str]) -> None:
    """Writes the contact sheets of the screenshots of these pages."""
    for width, (wide, high, in_row, on_sheet) in KINDS.items():
        images = [path for name in names if (path := folder / f"{name}--{width}.jpg").exists()]
        for number, paths in enumerate(batched(images, on_sheet), start=1):
            sheet = _sheet([_draw(path, wide, high) for path in paths], in_row)
            sheet.save(folder / f"sheet-{width}-{number:02}.jpg", quality=80)


def _draw(path: Path, wide: int, high: int) -> Image.Image:
    """Draws a page under its name, cut to the available space."""
    with Image.open(path) as opened:
        page = opened.convert("RGB")
    page = page.resize((wide, max(1, page.height * wide // page.width)))
    cell = Image.new("RGB", (wide, min(page.height, high) + TITLE), "#888")
    ImageDraw.Draw(cell).text((2, 3), path.stem, fill="white")
    cell.paste(page.crop((0, 0, wide, min(page.height, high))), (0, TITLE))
    return cell


def _sheet(cells: Sequence[Image.Image], in_row: int) -> Image.Image:
    rows = list(batched(cells, in_row))
    heights = [max(cell.height for cell in row) for row in rows]
    wide = cells[0].width + GAP
    sheet = Image.new("RGB", (wide * in_row, sum(heights) + GAP * len(rows)), "#888")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, cell in enumerate(row):
            sheet.paste(cell, (column * wide, top))
        top += height + GAP
    return sheet
