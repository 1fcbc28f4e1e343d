"""Rules of every template: URLs come from routes, and a diff shows whole lines."""

import re
from pathlib import Path

import bocage

SOURCE = Path(bocage.__file__).parent
TAG = re.compile(r"\{%.*?%\}")
HAND_MADE_ADDRESS = re.compile(
    r"""\b(?:href|action|formaction|hx-(?:get|post|put|patch|delete))="""
    r"""(?:"(?:\.{0,2}/|[\w.-]+/|\{\{[^}]*\}\}/[^"])|'(?:\.{0,2}/|[\w.-]+/|\{\{[^}]*\}\}/[^']))"""
)
MAXIMUM_COLUMNS = 160
BY_HAND = {
    # Shown when the application does not answer, or stored as a file by the front server.
    "foundation/templates/foundation/errors/500.html",
    "foundation/templates/foundation/errors/503.html",
    # Shows its own source, with the values that a page would give.
    "foundation/templates/foundation/style/examples/confirm.html",
}


def lines() -> list[tuple[str, int, str]]:
    """Yields every line of every template, with its position."""
    return [
        (path.relative_to(SOURCE).as_posix(), number, line)
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
    ]


def test_no_address_of_a_template_is_written_by_hand() -> None:
    hand_made = [
        f"{name}:{number}"
        for name, number, line in lines()
        if name not in BY_HAND and HAND_MADE_ADDRESS.search(TAG.sub("", line))
    ]
    assert not hand_made


def test_every_line_of_a_template_is_seen_whole_in_a_diff() -> None:
    """Lines break between attributes, at an existing space, or beside a block element; a sentence
    goes into `{% blocktranslate trimmed %}`, which may have several lines."""
    too_wide = [f"{name}:{number}" for name, number, line in lines() if len(line) > MAXIMUM_COLUMNS]
    assert not too_wide
