"""Features mentioned in the text of a French listing: fibre, room for an office, a garden.

« Pas de fibre » and « fibre prévue » do not count as fibre, « bureau de poste » as an office, nor «
jardin public » as a garden. Words are compared in lower case, without accents.
"""

import re

from bocage.territory.spelling import plain_words

_TAG = re.compile(r"<[^>]{0,200}>")
_SENTENCE = re.compile(r"[.;!?:•\n]+")

_NO = r"\b(?:pas|aucun|aucune|sans|ni|absence|jamais|non)(?: \w{1,12}){0,3}? "
_FIBRE = re.compile(r"\bfibre\b(?! de (?:verre|bois))|\bftth\b|\btres haut debit\b")
_NO_FIBRE = re.compile(
    _NO + r"(?:fibre|ftth)\b"
    r"|\bfibre(?: optique)?(?: \w{1,12}){0,3}? "
    r"(?:prevue?|previsionnelle|a venir|prochainement|en cours|bientot|en attente|planifiee"
    r"|pas encore|non (?:disponible|raccordee?|eligible)|pas (?:disponible|raccordee?)|2[0-9]{3})"
    r"|\b(?:bientot|prochainement)(?: \w{1,12}){0,3}? fibre\b"
)
_OFFICE = re.compile(
    r"\bbureaux?\b(?! (?:de poste|de tabac|de vote|tabac|de change|d agence|de l agence|d accueil))"
    r"|\bteletravail\w*\b|\bcoworking\b|\bespace de travail\b"
)
_NO_OFFICE = re.compile(_NO + r"bureaux?\b|\bbureaux? de poste\b")
_GARDEN = re.compile(
    r"(?<!rez de )\bjardins?\b(?! (?:public|publics|municipal|des plantes|partages?))"
    r"|\bjardinet\b|\bterrain (?:clos|arbore|paysager|plat|attenant)\b|\bparc (?:arbore|paysager)\b"
    r"|\bverger\b|\bpotager\b"
)
_NO_GARDEN = re.compile(_NO + r"jardin\b")


def mentions_fibre(text: str) -> bool | None:
    """Returns True where fibre is available or can be had today, False where it is not yet, None if
    not stated.

    >>> mentions_fibre("Fibre optique éligible"), mentions_fibre("Fibre prévue en 2027")
    (True, False)
    """
    has_fibre = None
    for sentence in _sentences(text):
        if _FIBRE.search(sentence):
            if not _NO_FIBRE.search(sentence):
                return True
            has_fibre = False
    return has_fibre


def mentions_office_room(text: str) -> bool:
    """Checks whether a text announces a room to work in, present or possible."""
    return any(
        _OFFICE.search(sentence) and not _NO_OFFICE.search(sentence)
        for sentence in _sentences(text)
    )


def mentions_garden(text: str) -> bool:
    return any(
        _GARDEN.search(sentence) and not _NO_GARDEN.search(sentence)
        for sentence in _sentences(text)
    )


def _sentences(text: str) -> list[str]:
    bare = _TAG.sub(". ", text)
    return [" ".join(plain_words(sentence)) for sentence in _SENTENCE.split(bare)]
