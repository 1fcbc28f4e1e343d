"""The notation of letters, their Markdown, and what hostile words become."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.outreach.models import Letter, Prospect, Sequence
from bocage.outreach.sequences.errors import UnknownNotation
from bocage.outreach.sequences.letter_drawing import LetterLeftOut, draw_letter
from bocage.outreach.sequences.letter_markdown import to_page, to_text
from bocage.outreach.sequences.letter_notation import parts_for, read_letter, with_names
from bocage.outreach.sequences.letter_samples import invented_reader
from bocage.territory.models import Departement
from tests.network.gatherings.factories import GatheringFactory
from tests.outreach.factories import LetterFactory, SequenceFactory
from tests.territory.factories import CommuneFactory

ORIGIN = "http://127.0.0.1:8000"


def same_link(address: str) -> str:
    return address


def page(text: str, **values: str) -> str:
    return to_page(text, values, same_link)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![vu](https://ailleurs.example/pixel.gif)",
        "[clic](javascript:alert(1))",
        "[clic](data:text/html,<script>alert(1)</script>)",
        "[clic](vbscript:x)",
        "<a href='https://x.example' onclick='x()'>y</a>",
        "<style>body{display:none}</style>",
        "```\n<script>x</script>\n```",
        '[x](https://a.example "><script>alert(1)</script>")',
    ],
)
def test_nothing_that_an_author_writes_acts_or_looks_back(hostile: str) -> None:
    letter = page(f"Bonjour.\n\n{hostile}\n\nFin.")
    for sign in ("<script", "<img", "<style", "<a href='", 'onclick="', "javascript:"):
        assert sign not in letter.replace("&lt;", "&").lower() or sign == "javascript:"
    assert 'href="javascript' not in letter.lower()
    assert 'href="data' not in letter.lower()
    assert 'href="vbscript' not in letter.lower()


def test_what_a_person_is_called_is_never_markup() -> None:
    name = '<b>Zoé</b> [ici](https://mal.example) "&'
    letter = page("Bonjour {prenom|à vous},", prenom=name)
    assert "<b>" not in letter
    assert "<a " not in letter
    assert "&lt;b&gt;Zoé" in letter
    assert name in to_text("Bonjour {prenom|à vous},", {"prenom": name}, same_link)
    assert "à vous" in page("Bonjour {prenom|à vous},", prenom="")


@pytest.mark.parametrize(
    "text",
    ["[" * 8000, "> " * 4000, "*" * 8000, "- " * 4000, "[a](" * 2000, "{" * 8000, "[[" * 4000],
)
def test_a_pathological_letter_is_drawn_at_once(text: str) -> None:
    started = time.perf_counter()
    page(text[:8000])
    to_text(text[:8000], {}, same_link)
    assert time.perf_counter() - started < 3


def test_a_letter_reads_well_as_plain_text() -> None:
    text = "## Titre\n\nUn **mot**, [un lien](https://x.example).\n\n- un\n- deux\n\n1. a\n2. b"
    assert to_text(text, {}, same_link) == (
        "Titre\n\nUn mot, un lien (https://x.example).\n\n- un\n- deux\n\n1. a\n2. b"
    )


@pytest.mark.parametrize(
    "body",
    [
        "[[inconnu]]",
        "[[logement couleur=bleu]]",
        "[[logement offre=troc]]",
        "[[logement pieces=beaucoup]]",
        "[[logement pieces=4 pieces=5]]",
        "[[logement pieces=99999999999999999999]]",
        "[[logement pieces=²]]",
        "[[bureau sinon=tout]]",
        "[[bureau",
        "[[si ville=Paris]]\nbonjour",
        "[[si ville=Paris]]\n[[si ville=Rouen]]\n[[fin]]\n[[fin]]",
        "[[si]]\nx\n[[fin]]",
        "[[si ville=Paris interet=nature]]\nx\n[[fin]]",
        "[[si interet=chasse]]\nx\n[[fin]]",
        "[[fin]]",
        "[[sinon]]",
        "[[sejour]]\n" * 61,
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(body: str) -> None:
    with pytest.raises(UnknownNotation) as refused:
        read_letter(body)
    assert str(refused.value.sentence).endswith(".")


def sentences_for(prospect: Prospect, body: str) -> list[str]:
    return [getattr(part, "markdown", "?") for part in parts_for(read_letter(body), prospect)]


@pytest.mark.parametrize(
    ("test", "is_true"),
    [
        ("ville=Paris", True),
        ("ville=Rouen,paris", True),
        ("ville=75", True),
        ("ville=76,92", False),
        ("ville=Par", False),
        ('ville="Le Mans"', False),
        ("interet=nature", True),
        ("interet=sante", False),
        ("famille=enfants", True),
        ("famille=seul,deux", False),
    ],
)
def test_lines_are_for_some_only(test: str, is_true: bool) -> None:
    body = f"[[si {test}]]\noui\n[[sinon]]\nnon\n[[fin]]\naprès"
    expected = ["oui" if is_true else "non", "après"]
    assert sentences_for(invented_reader("fr"), body) == expected


def test_a_subject_has_its_names_on_one_line() -> None:
    prospect = Prospect(name="Zoé\nMartin", origin="76000 Rouen")
    assert with_names("{prenom}, de {ville} {metier|}", prospect) == "Zoé, de Rouen"


@pytest.fixture
def departement(db: None) -> Departement:
    return CommuneFactory(boitron=True).departement


@pytest.fixture
def sequence(departement: Departement) -> Sequence:
    return SequenceFactory(departement=departement, language="both")


def letter_of(sequence: Sequence, body: str, **fields: object) -> Letter:
    return LetterFactory(sequence=sequence, rank=1, body=body, **fields)


def test_addresses_of_this_site_carry_the_code_and_others_do_not(sequence: Sequence) -> None:
    body = (
        "[a](/lieux/?jour=1) [b](http://127.0.0.1:8000/communes/) [c](https://x.example/?q=1)"
        " [d](//mal.example/) [e](mailto:a@b.example)"
    )
    content = draw_letter(letter_of(sequence, body), invented_reader("fr"), code="abcdefghjkmn")
    assert f'href="{ORIGIN}/lieux/?jour=1&amp;c=abcdefghjkmn"' in content.html
    assert f'href="{ORIGIN}/communes/?c=abcdefghjkmn"' in content.html
    assert 'href="https://x.example/?q=1"' in content.html
    assert "mal.example/?c" not in content.html
    assert content.html.count("abcdefghjkmn") == 2


def test_blocks_show_what_there_is_today_and_nothing_else(
    departement: Departement, sequence: Sequence
) -> None:
    body = "Début\n\n[[logement]]\n\n[[temoignage]]\n\n[[rencontre]]\n\n[[bureau]]\n\n[[sejour]]"
    letter = letter_of(sequence, body)
    content = draw_letter(letter, invented_reader("fr"), code="abcdefghjkmn")
    assert "Venez voir, deux ou trois jours" in content.html
    assert "Venez en parler" not in content.html
    GatheringFactory(
        commune=CommuneFactory(boitron=True),
        title="Un café <ensemble>",
        starts_at=timezone.now() + timedelta(days=3),
        ends_at=timezone.now() + timedelta(days=3, hours=2),
    )
    content = draw_letter(letter, invented_reader("fr"), code="abcdefghjkmn")
    assert "Un café &lt;ensemble&gt;" in content.html
    assert "- Un café <ensemble>" in content.text
    assert "c=abcdefghjkmn" in content.text


def test_a_letter_speaks_the_language_of_its_reader(sequence: Sequence) -> None:
    letter = letter_of(sequence, "[[sejour]]", subject_en="Come", body_en="Hello,\n\n[[sejour]]")
    english = draw_letter(letter, invented_reader("en"), code="abcdefghjkmn")
    assert english.subject == "Come"
    assert "Come and see" in english.html
    assert f"{ORIGIN}/en/" in english.html
    letter.body_en = " "
    with pytest.raises(LetterLeftOut):
        draw_letter(letter, invented_reader("en"))
