"""The vocabulary is complete: each model has its row, and each French word its sentence."""

import re
from pathlib import Path

import pghistory.models
from django.apps import apps

DOCS = Path(__file__).parents[1] / "docs"
ROW = re.compile(r"^\| (?!---|noun |model |à l)(.+) \|$", re.MULTILINE)


def _rows(page: str) -> list[list[str]]:
    """Returns the cells of each row of the tables of a page, their headings left out."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [[cell.strip() for cell in row.split("|")] for row in ROW.findall(text)]


def _table_names(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Returns the model and the table that each row names."""
    names = []
    for cells in rows:
        model, table = (cells[2], cells[3]) if len(cells) == 5 else (cells[0], cells[1])
        if table:
            names.append((model.strip("`"), table.strip("`")))
    return names


def test_each_model_has_its_row() -> None:
    models = {
        (model.__name__, model._meta.db_table)
        for model in apps.get_models()
        if model.__module__.startswith("bocage.")
        and not model._meta.proxy
        and not issubclass(model, pghistory.models.Event)
    }
    names = _table_names(_rows("architecture/vocabulary.md"))

    assert models - set(names) == set()
    assert set(names) - models == set()
    assert len(names) == len(set(names))


def test_each_french_word_has_its_sentence() -> None:
    words = {cells[4] for cells in _rows("architecture/vocabulary.md") if len(cells) == 5}
    sentences = {cells[0]: cells[1] for cells in _rows("vocabulaire.md")}

    assert words - set(sentences) == set()
    assert all(sentences.values())
    assert words != set()
