"""The pictures of the documents: none is older than its page, none is too heavy, none is unused."""

from datetime import date
from pathlib import Path

import pytest

from bocage.demo.cast import CAST
from scripts.pictures.freshness import (
    MAX_BYTES,
    PICTURES_FOLDER,
    digest_of,
    modules_of,
    older,
    own_files,
    read_record,
    shared,
)
from scripts.pictures.table import PICTURES, working_day

PROJECT = Path(__file__).parents[1]
NAMES = {picture.name for picture in PICTURES}


def test_picture_is_younger_than_its_page():
    late = older(read_record())

    assert late == [], f'make screenshots ONLY="{" ".join(late)}"'


def test_picture_is_taken_weighed_and_used():
    files = {path.stem for path in PICTURES_FOLDER.glob("*.webp")}
    documents = [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)

    assert files == NAMES == set(read_record())
    assert {name for name in NAMES if f"images/{name}.webp)" not in text} == set()
    heavy = {
        path.name for path in PICTURES_FOLDER.glob("*.webp") if path.stat().st_size > MAX_BYTES
    }
    assert heavy == set()


def test_picture_is_taken_as_somebody_of_the_cast():
    assert {picture.role for picture in PICTURES} - {member.email for member in CAST} <= {""}


def test_picture_of_a_day_is_taken_on_a_day_when_people_come():
    days = {day: working_day(date(2026, 11, day)).day for day in (26, 27, 28, 29, 30)}
    addresses = {picture.name: picture.address_on(date(2026, 11, 29)) for picture in PICTURES}

    assert days == {26: 26, 27: 27, 28: 30, 29: 30, 30: 30}
    assert addresses["jour"].endswith("/jour/2026-11-30/")
    assert addresses["piste"] == "/espace/pistes/signaler/61051/"


@pytest.fixture
def project(monkeypatch, tmp_path):
    """Returns a project of one page: a function that writes files and checks whether its picture is
    outdated."""
    files = {
        "frontend/scss/components/_card.scss": ".card { margin: 0; }",
        "frontend/tokens.json": "{}",
        "src/bocage/people/navigation.py": 'add_public_link(label="Le club")',
        "src/bocage/people/templates/people/home.html": "<h1>Accueil</h1>",
        "src/bocage/people/forms.py": 'class HomeForm:\n    name = CharField(_("Nom"))\n',
    }
    monkeypatch.setattr("scripts.pictures.freshness.PROJECT", tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    read = [tmp_path / name for name in files if "navigation" not in name]
    files_of_page = own_files([*read, Path("/elsewhere/library.html")])
    pictures = {"home": {"files": files_of_page, "digest": digest_of(files_of_page, shared())}}

    def is_old_with(name: str, text: str) -> bool:
        (tmp_path / name).write_text(text)
        return older(pictures) == ["home"]

    assert older(pictures) == []
    return is_old_with


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people/templates/people/home.html", "<h1>Bonjour</h1>"),
        ("people/forms.py", "class HomeForm:\n    pass\n"),
        ("people/forms.py", 'class HomeForm:\n    name = CharField(_("Prénom"))\n'),
        ("people/navigation.py", 'add_public_link(label="Les clubs")'),
        ("housing/espace.py", 'add_item(label="Annonces")'),
        ("../../frontend/scss/components/_card.scss", ".card { margin: 1px; }"),
        ("../../frontend/tokens.json", '{"colours": {}}'),
    ],
)
def test_change_of_what_a_page_is_made_of_makes_its_picture_old(project, tmp_path, name, text):
    (tmp_path / "src/bocage/housing").mkdir()

    assert project(f"src/bocage/{name}", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "people/forms.py",
            '"""Forms."""\nimport re\n\n\nclass HomeForm:\n    """That of the home."""\n\n'
            "    # As it is called.\n    title = TextField(\n        _('Nom'),\n    )\n",
        ),
        ("people/templates/people/home.html", "<h1>\n  Accueil\n</h1>\n"),
        (
            "people/navigation.py",
            'add_public_link(label="Le club", address=club_near)',
        ),
        ("housing/forms.py", "class OtherForm:\n    pass\n"),
        ("../../frontend/scss/components/_card.scss", "// A card.\n.card { margin: 0; }"),
    ],
)
def test_comment_name_or_another_page_leaves_a_picture_young(project, tmp_path, name, text):
    (tmp_path / "src/bocage/housing").mkdir()

    assert not project(f"src/bocage/{name}", text)


def test_page_is_made_of_its_view_and_of_the_forms_and_models_that_it_imports():
    from bocage.people.views import instance, mandates

    names = {
        path.relative_to(PROJECT / "src/bocage").as_posix()
        for view in (instance, mandates)
        for path in modules_of(view)
    }

    assert {"people/views/instance.py", "people/forms.py", "people/models/mandates.py"} <= names
    assert not {name for name in names if name.startswith(("foundation/", "people/operations/"))}
