import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bocage.foundation.ops import translations

TEMPLATE = """
<div>
    {% if places %}
  <c-button label="{% translate "Réserver à 50 %" %}" />
      {% blocktranslate trimmed count n=n %}
        {{ n }} place libre
      {% plural %}
        {{ n }} places libres
      {% endblocktranslate %}
  {% endif %}
</div>
"""
MODULE = """
from django.utils.translation import gettext_lazy as _, pgettext
NAME = _("nom")
FREE = pgettext("price", "libre")
"""
PLURAL = ("%(n)s place libre", "%(n)s places libres")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "models.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


def translate(room: Path, message: str, english: str) -> None:
    path = translations.catalogue_path(room)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{english}"'),
        encoding="utf-8",
    )


def test_extraction_finds_messages_of_code_and_templates_as_django_looks_them_up(room):
    messages = {(m.id, m.context) for m in translations.extract_room(room) if m.id}

    assert messages == {
        ("nom", None),
        ("libre", "price"),
        ("Réserver à 50 %%", None),
        (PLURAL, None),
    }


def test_update_keeps_known_translations_and_drops_dead_messages(room):
    translations.update_room(room)
    translate(room, "nom", "name")
    (room / "models.py").write_text(MODULE.replace('"nom"', '"autre"'), encoding="utf-8")
    (room / "more.py").write_text(MODULE, encoding="utf-8")

    translations.update_room(room)
    assert translations.read_catalogue(room).get("nom").string == "name"

    (room / "more.py").unlink()
    translations.update_room(room)
    assert translations.read_catalogue(room).get("nom") is None


def test_a_message_that_gets_a_plural_keeps_its_singular_and_lacks_the_other(room):
    source = room / "words.py"
    source.write_text('_("réservation")\n')
    translations.update_room(room)
    translate(room, "réservation", "booking")

    source.write_text('ngettext("réservation", "réservations", 2)\n')
    translations.update_room(room)

    assert translations.read_catalogue(room).get("réservation").string == ("booking", "")
    assert translations.problems_of(room).untranslated

    source.write_text('_("réservation")\n')
    translations.update_room(room)
    assert translations.read_catalogue(room).get("réservation").string == "booking"


def test_problems_name_what_is_untranslated_missing_or_dead(room):
    translations.update_room(room)
    translate(room, "nom", "name")
    (room / "more.py").write_text('_("nouveau")', encoding="utf-8")
    (room / "templates" / "page.html").write_text("", encoding="utf-8")

    problems = translations.problems_of(room)

    assert problems.missing == ["nouveau"]
    assert problems.untranslated == ["libre"]
    assert sorted(problems.obsolete) == [PLURAL[0], "Réserver à 50 %%"]


def test_a_translation_that_loses_a_placeholder_is_a_problem(room):
    (room / "models.py").write_text('_("Bonjour %(name)s")', encoding="utf-8")
    translations.update_room(room)
    translate(room, "Bonjour %(name)s", "Hello %(nom)s")

    assert translations.problems_of(room).wrong_placeholders == ["Bonjour %(name)s"]


def test_a_sentence_that_could_break_before_a_mark_is_a_problem(room):
    (room / "models.py").write_text(
        '_("Annuler\u202f?"), _("Retirer ?"), ngettext("Où\u00a0: %(n)s", "Où : %(n)s", n)',
        encoding="utf-8",
    )
    (room / "templates" / "page.html").write_text(
        "{% blocktranslate trimmed %}\n  Votre mot :\n  {{ words }}\n{% endblocktranslate %}",
        encoding="utf-8",
    )

    problems = translations.problems_of(room)

    assert problems
    assert problems.ordinary_spaces == ["Retirer ?", "Où\u00a0: %(n)s", "Votre mot : %(words)s"]


def test_one_sentence_that_two_rooms_tell_differently_is_found(room, tmp_path_factory):
    other_room = tmp_path_factory.mktemp("other")
    (other_room / "models.py").write_text(MODULE, encoding="utf-8")
    for folder in (room, other_room):
        translations.update_room(folder)
        translate(folder, "nom", "name")
    assert list(translations.conflicting_translations([room, other_room])) == []

    path = translations.catalogue_path(other_room)
    path.write_text(path.read_text(encoding="utf-8").replace('"name"', '"noun"'), encoding="utf-8")

    [conflict] = translations.conflicting_translations([room, other_room])
    assert conflict == f"nom: name ({room.name}), noun ({other_room.name})"


def test_compiled_french_counts_zero_as_singular(room):
    translations.update_room(room)
    translations.compile_room(room)

    with (room / "locale" / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        french = gettext.GNUTranslations(file)
    assert [french.ngettext(*PLURAL, n) for n in (0, 1, 2)] == [PLURAL[0], PLURAL[0], PLURAL[1]]


def test_catalogues_carry_no_date_so_that_branches_do_not_differ(room):
    translations.update_room(room)

    with translations.catalogue_path(room).open("rb") as file:
        text = file.read().decode()
        file.seek(0)
        assert len(read_po(file)) == 4
    assert "Date" not in text
