"""Extraction of the author's text from a mail, without quotations and signature.

Every pattern matches one line, or two that a program folded, so that a hostile mail takes no more
time than another. In doubt, text is retained: an extra line does less harm than a missing one.
"""

import re

LONGEST = 100_000
FOLDED = 3
"""Lines over which programs fold « Le … a écrit : »."""
MIN_HEADERS = 2
MAX_INTRODUCTIONS = 10
"""Mails that one mail answers point by point: more is a game."""

_WROTE = re.compile(
    r"^(?:>\s*)?(?:le|on|am|il|el)\b[^\n]{0,400}"
    r"(?:a\s+écrit|a\s+ecrit|wrote|schrieb|ha\s+scritto|escribió)\s*:\s*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"^\s*(?:>\s*)?(?:-{2,}\s*(?:message (?:d['’]origine|transféré|initial)|original message|"
    r"forwarded message|courriel original|mail original)\s*-{2,}|_{20,}|"
    r"message du \d{1,2}/\d{1,2}/\d{2,4}[^\n]{0,40}|-{20,})\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\s*(?:>\s*)?\**(?:de|from|envoyé|sent|date|à|a|to|cc|copie à|objet|subject)\**\s*:\**\s",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:--|—)\s?$")
_SENT_FROM = re.compile(
    r"^\s*(?:envoyé (?:de|depuis|à partir de)|sent from|obtenir outlook|get outlook|"
    r"télécharger outlook|provenance)\b[^\n]{0,200}$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Extracts the words of a reply. Answers between the lines of a quotation keep the lines that
    they answer; a mail that only quotes has no words.
    """
    lines = [_bare(line) for line in text[:LONGEST].replace("\r\n", "\n").split("\n")]
    lines = lines[: _where_quotation_begins(lines)]
    lines = _without_quoted_end(lines)
    lines = lines[: _where_signature_begins(lines)]
    while lines and _SENT_FROM.match(lines[-1]):
        lines = _without_blank_end(lines[:-1])
    if all(not line or line.startswith(">") for line in lines):
        return ""
    return "\n".join(lines).strip()


def _bare(line: str) -> str:
    return line.replace("\u00a0", " ").replace("\u202f", " ").rstrip()


def _where_quotation_begins(lines: list[str]) -> int:
    """Returns the index of the first line of a quotation that goes down to the end."""
    introductions = 0
    for number, line in enumerate(lines):
        if not _introduces(lines, number, line):
            continue
        introductions += 1
        if introductions > MAX_INTRODUCTIONS or not _is_answered_below(lines, number):
            return number
    return len(lines)


def _introduces(lines: list[str], number: int, line: str) -> bool:
    if _SEPARATOR.match(line):
        # A row of dashes alone also parts two thoughts: headers come after one that quotes.
        return "message" in line.lower() or _headers_follow(lines, number + 1)
    if _HEADER.match(line):
        return _headers_follow(lines, number)
    folded = (" ".join(lines[number : number + depth]) for depth in range(1, FOLDED + 1))
    return line[:12].lstrip("> ").lower().startswith(("le ", "on ", "am ", "il ", "el ")) and any(
        _WROTE.match(words) for words in folded
    )


def _headers_follow(lines: list[str], number: int) -> bool:
    """Checks whether « De : », « Envoyé : » and the like stand together, as above a quoted mail."""
    following = [line for line in lines[number : number + 6] if line.strip()]
    return sum(bool(_HEADER.match(line)) for line in following[:4]) > MIN_HEADERS


def _is_answered_below(lines: list[str], number: int) -> bool:
    """Checks whether text follows « Le … a écrit : » between lines marked with >.

    The author then answers point by point, under the quotation.
    """
    below = lines[number + 1 :]
    quoted = [place for place, line in enumerate(below) if line.lstrip().startswith(">")]
    if not quoted:
        return False
    after = below[quoted[0] :]
    signature = next(
        (place for place, line in enumerate(after) if _SIGNATURE.match(line)), len(after)
    )
    return any(
        line and not line.lstrip().startswith(">") and not _SENT_FROM.match(line)
        for line in after[:signature]
    )


def _without_quoted_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    return lines[:end]


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _where_signature_begins(lines: list[str]) -> int:
    """Returns the index of the line « -- » before a signature (RFC 3676); never the first line."""
    for number, line in enumerate(lines):
        if number and _SIGNATURE.match(line):
            return number
    return len(lines)
