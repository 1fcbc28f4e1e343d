"""Generator of the register of indicators in docs/indicateurs.md, from the code."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise

from bocage.evidence.registry import THEME_LABELS, Indicator, Kind, Theme, Unit, indicators
from bocage.foundation.ops.configuration import PROJECT_FOLDER

DOCUMENT = PROJECT_FOLDER / "docs" / "indicateurs.md"
ASCII_SPACES = re.compile(r"\s+", re.ASCII)

HEAD = """# Les indicateurs

Ce que compte chaque chiffre, et comment : c’est ce que disent les pages « Les preuves »,
le rapport et les données ouvertes. Ce registre est écrit par `bocage indicator_register`, à
partir du code : il n’est pas tapé à la main. Pour refaire un chiffre soi-même :
[vérifier les chiffres](guides/verifier-les-chiffres.md).
"""

UNITS: dict[Unit, str] = {
    Unit.COUNT: "un nombre",
    Unit.PERCENT: "une part, en pour cent",
    Unit.DAYS: "des jours",
    Unit.HOURS: "des heures",
    Unit.EUROS: "des euros",
    Unit.MEGABITS: "des mégabits par seconde",
}
KINDS: dict[Kind, str] = {
    Kind.FLOW: "ce qui s’est passé pendant la période",
    Kind.STOCK: "ce qu’il y avait à la fin de la période",
}


def register() -> str:
    """Returns the register of indicators as Markdown, in French."""
    with translation.override("fr"):
        return "\n".join([HEAD, *_themes()])


def write_register(document: Path = DOCUMENT) -> None:
    """Writes the document again."""
    document.write_text(register(), encoding="utf-8")


def _themes() -> Iterator[str]:
    for theme in Theme:
        themed = [indicator for indicator in indicators() if indicator.theme == theme]
        if themed:
            yield f"## {_plain(THEME_LABELS[theme])}\n"
            for indicator in themed:
                yield from _lines(indicator)


def _lines(indicator: Indicator) -> Iterator[str]:
    yield f"### {_plain(indicator.label)}\n"
    yield f"{_plain(indicator.definition)}\n"
    yield f"- **Comment** : {_plain(indicator.method)}"
    yield f"- **D’où** : {_plain(indicator.source)}"
    yield f"- **Dit** : {UNITS[indicator.unit]}, {KINDS[indicator.kind]}"
    yield f"- **Pour** : {', '.join(str(level.label) for level in indicator.levels)}"
    yield f"- **Qui le voit** : {_audience(indicator)}"
    yield f"- **Son nom dans les données** : `{indicator.name}`\n"


def _audience(indicator: Indicator) -> str:
    if not indicator.is_public:
        return "l’équipe, sur son tableau de bord"
    return (
        "tout le monde, sauf s’il porte sur trop peu de monde"
        if indicator.is_about_people
        else ("tout le monde")
    )


def _plain(words: str | Promise) -> str:
    """Words on one line, in which nothing is read as Markdown. The spaces of French typography
    stay: `str.split` without a separator would take them for ordinary ones."""
    return ASCII_SPACES.sub(" ", str(words)).strip().replace("|", "\\|").replace("*", "\\*")
