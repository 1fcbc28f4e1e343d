import pytest

from bench.harness.pages import PageForm, posting_form, read_forms, read_meta

PAGE = """
<form action="/rechercher/"><input name="q" value="boitr"></form>
<form method="POST" action="/lieux/boitron/reserver/">
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <input type="date" name="day" value="2026-11-25">
  <select name="half"><option value="am">Matin</option><option value="pm" selected>Après</option>
  </select>
  <input type="radio" name="resource" value="any" checked><input type="radio" name="resource"
  value="r1">
  <textarea name="note"></textarea>
  <button name="go" value="1">Réserver</button><input type="submit" name="send" value="x">
</form>
<input name="outside" value="nobody sends me">
"""


def test_forms_are_read_with_what_a_browser_would_send():
    assert read_forms(PAGE) == [
        PageForm("/rechercher/", "get", {"q": "boitr"}),
        PageForm(
            "/lieux/boitron/reserver/",
            "post",
            {
                "csrfmiddlewaretoken": "token",
                "day": "2026-11-25",
                "half": "pm",
                "resource": "any",
                "note": "",
            },
            {"half": ["am", "pm"], "resource": ["any", "r1"]},
        ),
    ]


def test_the_posting_form_is_found_by_one_of_its_fields():
    assert posting_form(PAGE, having="resource").action == "/lieux/boitron/reserver/"


@pytest.mark.parametrize("field", ["q", "outside", ""])
def test_no_form_is_found_for_a_field_that_none_posts(field):
    with pytest.raises(LookupError):
        posting_form(PAGE, having=field)


def test_a_meta_is_read_by_its_name():
    page = (
        '<meta charset="utf-8"><meta name="jeton" content="a&amp;b"><meta name="jeton" content="c">'
    )

    assert read_meta(page, name="jeton") == "a&b"
    with pytest.raises(LookupError):
        read_meta(page, name="charset")
