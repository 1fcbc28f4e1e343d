"""Words as they are looked for: in small letters, without accents, hyphens and apostrophes."""

from django.db import models

ACCENTS = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’'-"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy   "


_PLAIN = str.maketrans(ACCENTS, PLAIN)


def plain_words(text: str) -> str:
    """Normalises typed text for a search as `PlainWords` does stored text: lower case, without
    accents, hyphens and apostrophes; runs of spaces become one.
    """
    return " ".join(text.lower().translate(_PLAIN).split())


class PlainWords(models.Func):
    """A text in small letters without accents, hyphens and apostrophes.

    `unaccent` depends on a dictionary, so that no column can be made of it; `translate` can.
    """

    template = (
        f"translate(lower(%(expressions)s), '{ACCENTS.replace(chr(39), chr(39) * 2)}', '{PLAIN}')"
    )
    output_field = models.TextField()


class SpacedWords(models.Func):
    """Several texts one after the other."""

    arg_joiner = " || ' ' || "
    template = "(%(expressions)s)"
    output_field = models.TextField()
