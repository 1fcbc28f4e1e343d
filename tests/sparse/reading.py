"""Automatic detection of faults in a text with missing values."""

from __future__ import annotations

import re
from html import unescape

from bocage.foundation.ops.configuration import PROJECT_FOLDER

INLINE = "a|abbr|b|cite|code|em|i|kbd|mark|q|small|span|strong|sub|sup|time"
EMPTY_MARK = re.compile(
    r"<(h[1-6]|ul|ol|dl|dt|figcaption|blockquote)\b(?! [^>]*data-)[^>]*>\s*</\1>"
)
"""Empty brackets or quotes, except those filled by a script."""
SAVED = PROJECT_FOLDER / "var" / "sparse"

WRONG = {
    "None is shown": re.compile(r"(?<![-\w])None\b(?! (?:is|of|are|has|have|yet|for))"),
    "two spaces": re.compile(r"(?<=\S)(?<!\d)  +(?=\S)"),
    "an empty quotation": re.compile(r"«\s*»|“\s*”"),
    "empty brackets": re.compile(r"\(\s*\)"),
    "a comma or a full stop alone": re.compile(
        r"(?<=[^\s.…]) [,.](?=\s|$)|,\s*[.,](?=\s|$)|: ?[.,](?=\s|$)"
    ),
    "a separator alone": re.compile(r"· ·|(?:^| )·\s*$|^\s*·", re.MULTILINE),
    "a greeting to nobody": re.compile(r"\b(?:Bonjour|Hello|Dear)\s+,"),
    "a label alone": re.compile(r"^- ?$|^[^:\n]{0,40}\s?:\s*\Z", re.MULTILINE),
}


def wrong_in(text: str) -> list[str]:
    """Returns the faults of a text, each with its context."""
    findings = []
    for name, pattern in WRONG.items():
        for match in pattern.finditer(text):
            start, end = max(0, match.start() - 40), match.end() + 40
            findings.append(f"{name}: {text[start:end]!r}")
    return findings


def save_text(folder: str, name: str, text: str) -> None:
    """Writes what was read, for people to read it too."""
    place = SAVED / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.txt").write_text(text)


def words_in(page: str) -> str:
    """Returns the text of the page's main part, one line per block."""
    body = page.partition("<main")[2].partition("</main>")[0] or page.partition("<body")[2]
    body = body.partition(">")[2]
    body = re.sub(r"<(script|style|template|svg|pre)\b.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(rf"</?(?:{INLINE})\b[^>]*>", "", re.sub(r"\s+", " ", body))
    lines = (unescape(line).strip() for line in re.sub(r"<[^>]*>", "\n", body).splitlines())
    return "\n".join(re.sub(r"[ \n]+", " ", line) for line in lines if line)
