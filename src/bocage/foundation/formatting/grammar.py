"""French grammar around names and lists: « d’Alençon », « au Mans », « Camille et Noé ».

In another language `of_name` and `at_name` leave the name alone, so that a translation writes its
own preposition: `_("Mairie %(of_commune)s")` is “%(of_commune)s town hall” in English.
"""

from collections.abc import Iterable
from typing import Literal

from babel.lists import format_list
from django.utils.translation import get_language, ngettext

VOWELS = tuple("AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ")
CONSONANT_Y = ("YA", "YO", "YU")
"""Openings of « Yann », « Youssef »: nothing is elided before them."""
VOWEL_Y = frozenset(["Yainville", "Yaucourt", "Yolet", "Yoncq", "Yonval", "Youx", "Yutz"])
"""Communes that elide all the same (INSEE, geographical code, column TNCC)."""
_FIRST_WORDS = """
Habsheim Hachan Hadancourt Haegen Hagedet Hagenbach Hagenthal Haget Hagnicourt Haguenau
Hailles Haimps Haims Hall Halle Halles Halloy Ham Hamars Hambach Hambers Hambye Hameau
Hameaux Hamelet Hames Hammeville Hamonville Hampigny Hampont Han Handschuheim Hangar Hangard
Hangenbieten Hangviller Hannapes Hannappes Hannogne Hannonville Hans Hanvec Hanviller
Hanvoile Happencourt Haras Haraucourt Haraumont Harcy Hardanges Hardinvast Hargeville
Hargnies Haricot Harricourt Harskirchen Hartmannswiller Harville Hary Hasard Hatten Hattmatt
Hattstatt Hauban Haudivillers Haulies Haulmé Hausgauen Haut Hautbos Haute Hautecloque
Hautefage Hautefontaine Hauterive Hauteroche Hautes Hauteville Haution Hautot Hauts
Hautteville Hauville Hauviné Havre Haybes Hecken Hecmanville Hegeney Heidolsheim Heidwiller
Heiligenberg Heiligenstein Heilles Heimersdorf Heimsbrunn Heiteren Heiwiller Helfrantzkirch
Helleville Hem Hengoat Hengwiller Henvic Herbitzheim Herbsheim Hercé Herly Hermerswiller
Hermes Hermival Herpont Herran Herrlisheim Hescamps Hessenheim Hettenschlag Heudicourt
Heugon Heugueville Heuqueville Heurtevent Heussé Hibarette Hibou Hierges Hiermont Hiesville
Hiis Hilsenheim Hinacourt Hindisheim Hindlingen Hinsbourg Hinsingen Hipsheim Hirschland
Hirsingue Hirtzbach Hirtzfelden Hitte Hiéville Hochfelden Hochstatt Hochstett Hocquigny
Hodenc Hodeng Hoffen Hohatzenheim Hohengœft Hohfrankenheim Hohrod Hohwiller Hollande Holnon
Holque Holtzheim Holtzwihr Hombourg Hommarting Hommert Homps Hon Hondainville Hondouville
Honfleur Hongrie Honguemare Honskirch Horbourg Horgues Hornoy Hoste Hotot Hotte Hottot
Hottviller Houdan Houdilcourt Houesville Houetteville Houeydets Houlbec Houldizy Houlette
Houlgate Houlle Houppeville Houquetot Hourc Hourges Houry Houssay Houssen Housset Houville
Houx Hoymille Huanne Hub Huelgoat Huest Hugleville Huillé Huiron Huisnes Huit Humes Hunawihr
Hundsbach Huningue Hunspach Hurtigheim Hussard Husseren Husson Hutte Huttendorf Huttenheim
Hyenville Hyet Hyémondans Hèches Hères Hédé Hégenheim Hémevez Hénansal Hénon Hérenguerville
Hérisson Héron Hésingue Hêtre Hœdic Hœnheim Hœrdt
"""
ASPIRATED_H = frozenset(_FIRST_WORDS.split())
"""First words that begin with an aspirated h.

They are those of the communes that INSEE marks so (geographical code of 2026, column TNCC), and
nouns that open the name of a place. Any other h is mute.
"""

LIST_LOCALES = {"fr": "fr", "en": "en_GB"}


def of_name(name: str) -> str:
    """Puts « de » before a name: « d’Alençon », « de Boitron », « du Mans », « des Andelys »."""
    if not _in_french():
        return name
    contracted = _contracted(name, {"le ": "du ", "les ": "des "})
    if contracted:
        return contracted
    return f"d’{name}" if is_elided_before(name) else f"de {name}"


def at_name(name: str) -> str:
    """Puts « à » before a name: « à Boitron », « au Mans », « aux Andelys », « à L’Aigle »."""
    if not _in_french():
        return name
    return _contracted(name, {"le ": "au ", "les ": "aux "}) or f"à {name}"


def is_elided_before(name: str) -> bool:
    """Checks whether « de » and « que » lose their vowel before `name`, as written in French."""
    first_word = name.replace("-", " ").partition(" ")[0].rstrip(",.:;")
    if name[:1].upper() == "H":
        return first_word.capitalize() not in ASPIRATED_H
    if name.upper().startswith(CONSONANT_Y):
        return first_word in VOWEL_Y
    return name.upper().startswith(VOWELS)


def join_words(words: Iterable[str]) -> str:
    """Joins words as a sentence does: « Camille », « Camille et Noé », « Camille, Noé et Lou »."""
    return _listed(words, "standard")


def join_alternatives(words: Iterable[str]) -> str:
    """Joins alternatives: « le matin, le midi ou le soir »."""
    return _listed(words, "or")


def people_words(count: int) -> str:
    """Counts people in words: « 1 personne », « 4 personnes »."""
    return ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count}


def _in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def _contracted(name: str, contractions: dict[str, str]) -> str:
    """Replaces the article that opens `name` by its contraction; empty if there is none."""
    for article, contraction in contractions.items():
        if name[: len(article)].lower() == article:
            return contraction + name[len(article) :]
    return ""


def _listed(words: Iterable[str], style: Literal["standard", "or"]) -> str:
    language = (get_language() or "fr").partition("-")[0]
    return format_list([str(word) for word in words], style, LIST_LOCALES.get(language, "fr"))
