import pytest

from bocage.territory.spelling import normalise, query_variants, search_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sées", "sees"),
        ("L’Aigle", "l aigle"),
        ("L'AIGLE", "l aigle"),
        ("Œting", "oeting"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Saint-Germain-d'Aunay", "saint germain d aunay"),
        ("St Germain d’Aunay", "saint germain d aunay"),
        ("Ste-Scolasse s/ Sarthe", "sainte scolasse sur sarthe"),
        ("Le Mêle s/Sarthe", "le mele sur sarthe"),
        ("Stes-Maries", "saintes maries"),
        ("Bors (Canton de Tude-et-Lavalette)", "bors canton de tude et lavalette"),
        ("les/autres", "les autres"),
        ("  \t--'’  ", ""),
        ("%_|/", ""),
        ("日本", ""),
    ],
)
def test_names_and_queries_are_written_the_same_way(text, plain):
    assert normalise(text) == plain


def test_last_word_st_may_begin_another_word():
    assert query_variants("st") == ["saint", "st"]
    assert query_variants("st ger") == ["saint ger"]
    assert query_variants("villiers st") == ["villiers saint", "villiers st"]


def test_query_is_read_no_further_than_its_longest():
    assert query_variants("a" * 1_000_000) == ["a" * 80]


def test_search_text_has_three_sections():
    text = search_text(
        name="La Ferté Macé", former_names=["Antoigny", ""], codes=["61600", "61168", "61004"]
    )

    assert text == (
        "| la ferte mace | ferte mace | lafertemace |/| antoigny |/| 61004 | 61168 | 61600 |"
    )


def test_search_text_without_former_names_keeps_its_sections():
    assert search_text(name="Y", codes=["2A004"]) == "| y |/|/| 2a004 |"
