"""French typography: which space stands before « : ; ! ? » and inside the quotation marks.

A no-break space (U+00A0) before the colon and inside « », a narrow one (U+202F) before the
semicolon, the exclamation mark and the question mark, as the Imprimerie nationale sets them. An
ordinary space there lets a line begin with a mark.
"""

import re

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

# A mark that a letter, a digit, « / » or « = » follows belongs to an address, to an attribute or
# to code (« ?page=2 », « :label= », « != »), not to a sentence.
_SPACES = (
    (re.compile(r"\s+(?=:(?![\w/=:]))"), NO_BREAK),
    (re.compile(r"\s+(?=»)|(?<=«)\s+"), NO_BREAK),
    (re.compile(r"\s+(?=[;!?](?![\w/=]))"), NARROW_NO_BREAK),
)


def typeset(text: str) -> str:
    """Replaces the space before each mark of the French `text` by the one that the mark requires,
    if it has a space of any kind.
    """
    for spaces, right_space in _SPACES:
        text = spaces.sub(right_space, text)
    return text


def is_typeset(text: str) -> bool:
    """Checks whether each mark of the French `text` that has a space before it has the right
    one.
    """
    return typeset(text) == text
