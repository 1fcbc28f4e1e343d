"""Assets of the pages: contrast of colours, and transferred size."""

import gzip
import json
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TOKENS = json.loads((PROJECT / "frontend" / "tokens.json").read_text())
BUILT = PROJECT / "src" / "bocage" / "static" / "dist"
BUDGET = 60_000
"""Bytes of CSS and JavaScript that a public page may load, compressed (UX.md, Weight)."""


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, from `#rrggbb`."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted([luminance(first), luminance(second)])
    return (lighter + 0.05) / (darker + 0.05)


def built(name: str) -> bytes:
    path = BUILT / name
    assert path.exists(), f"{name} is not built: run `make frontend`"
    return path.read_bytes()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "minimum"), TOKENS["pairs"])
def test_a_pair_of_colours_can_be_read(
    scheme: str, front: str, ground: str, minimum: float
) -> None:
    colours = TOKENS["colours"]
    ratio = contrast(colours[front][scheme], colours[ground][scheme])
    assert ratio >= minimum, f"{front} on {ground}, {scheme}: {ratio:.2f}"


def test_every_colour_of_text_has_its_pair() -> None:
    in_pairs = {name for pair in TOKENS["pairs"] for name in pair[:2]}
    on_colours = {name for name in TOKENS["colours"] if name.startswith("on-")}
    assert {"text", "soft", "heading", "brand", "good", "warn", "alert", *on_colours} <= in_pairs


def test_the_styles_and_scripts_of_a_page_are_light() -> None:
    weights = {name: len(gzip.compress(built(name))) for name in ("bocage.css", "bocage.js")}
    assert sum(weights.values()) <= BUDGET, weights


def test_the_map_is_not_in_what_every_page_loads() -> None:
    assert b"maplibre" not in built("bocage.js").lower()
    assert b"maplibre" not in built("bocage.css").lower()


def test_nothing_moves_for_who_asks_for_less_motion_not_even_for_an_instant() -> None:
    """The shortest transition begins on each element that changes, which slows the page down."""
    rules = built("bocage.css").partition(b"prefers-reduced-motion: reduce")[2].partition(b"}}")[0]
    assert b"transition:none !important" in rules
    assert b"transition-duration" not in rules


@pytest.mark.parametrize(
    "name",
    [
        "bocage.css",
        "bocage.js",
        "board.css",
        "board.js",
        "timeline.js",
        "map.css",
        "map.js",
        "map-worker.js",
    ],
)
def test_what_is_built_has_no_map_of_its_sources_and_calls_no_other_site(name: str) -> None:
    text = built(name).decode()
    assert "sourceMappingURL" not in text
    assert "@import" not in text
    assert "fonts.googleapis" not in text


@pytest.mark.parametrize(
    "name",
    ["fraunces-latin-600.woff2", "source-sans-3-latin.woff2", "source-sans-3-latin-ext.woff2"],
)
def test_the_fonts_are_ours_to_serve(name: str) -> None:
    assert built(f"fonts/{name}")[:4] == b"wOF2"
    assert f"fonts/{name}".encode() in built("bocage.css")
