"""The pictures of the documents: none is older than its page, none is too heavy, none is unused."""

from pathlib import Path

from bocage.demo.cast import CAST
from scripts.pictures.freshness import (
    MOST_BYTES,
    PICTURES_FOLDER,
    digest_of,
    kept,
    older,
    own_templates,
)
from scripts.pictures.table import PICTURES

PROJECT = Path(__file__).parents[1]
NAMES = {one.name for one in PICTURES}


def test_picture_is_younger_than_its_page():
    late = older(kept())

    assert late == [], f'make screenshots ONLY="{" ".join(late)}"'


def test_picture_is_taken_weighed_and_used():
    files = {path.stem for path in PICTURES_FOLDER.glob("*.webp")}
    documents = [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
    told = "\n".join(path.read_text(encoding="utf-8") for path in documents)

    assert files == NAMES == set(kept())
    assert {one for one in NAMES if f"images/{one}.webp)" not in told} == set()
    heavy = {
        path.name for path in PICTURES_FOLDER.glob("*.webp") if path.stat().st_size > MOST_BYTES
    }
    assert heavy == set()


def test_picture_is_taken_as_somebody_of_the_cast():
    assert {one.role for one in PICTURES} - {member.email for member in CAST} <= {""}


def test_change_of_a_template_of_the_page_makes_its_picture_old(monkeypatch, tmp_path):
    page = tmp_path / "src/bocage/people/templates/people/home.html"
    page.parent.mkdir(parents=True)
    page.write_text("before")
    frame = tmp_path / "src/bocage/foundation/templates/foundation/layouts/base.html"
    monkeypatch.setattr("scripts.pictures.freshness.PROJECT", tmp_path)
    own = own_templates([page, frame, Path("/elsewhere/library.html")])
    made = {"home": {"templates": own, "digest": digest_of(own)}}

    assert own == ["src/bocage/people/templates/people/home.html"]
    assert older(made) == []
    page.write_text("after")
    assert older(made) == ["home"]
    page.unlink()
    assert older(made) == ["home"]
