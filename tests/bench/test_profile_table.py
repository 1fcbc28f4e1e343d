"""The table of the profile is generated from stored runs, with a reason for each middleware."""

from typing import Any

from bench.harness.profiling import SERVER, VIEW
from bench.harness.stages.profile import middleware_names
from scripts.profile_table import PAGE, REASONS, page, read_profiles


def run(**figures: float) -> dict[str, Any]:
    machine = {"cpu": "Six", "python": "3.13", "million_steps_ms": 12}
    return {
        "machine": machine,
        "parameters": {"rounds": 3, "size": "departement"},
        "figures": figures,
    }


def test_each_part_has_its_milliseconds_and_its_share_before_and_after() -> None:
    before = {
        "/a/.shortest.ms": 10.0,
        "/a/.category.rights.ms": 6.0,
        "/a/.category.templates.ms": 4.0,
        "/a/.middleware.LocaleMiddleware.ms": 1.0,
        "/a/.middleware.the view.ms": 9.0,
    }
    after = before | {"/a/.shortest.ms": 5.0, "/a/.category.rights.ms": 1.0}

    text = page(run(**before), run(**after))

    assert "| 1 | `/a/` | 10.00 | 5.00 |" in text
    assert "| rights | 1.00 | 60.0 % | 20.0 % |" in text
    assert "| `LocaleMiddleware` | 1.00 | 1.00 | 10.0 % | The language of the visitor. |" in text


def test_each_middleware_has_a_reason() -> None:
    assert {*middleware_names().values()} == REASONS.keys() - {SERVER, VIEW}


def test_the_committed_page_is_that_of_the_committed_profiles() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(*read_profiles())
