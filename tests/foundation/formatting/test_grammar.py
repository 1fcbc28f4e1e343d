import pytest
from django.template import Context, Template
from django.utils import translation

from bocage.foundation.formatting.grammar import (
    at_name,
    join_alternatives,
    join_words,
    of_name,
    people_words,
)


@pytest.mark.parametrize(
    ("name", "of_it", "at_it"),
    [
        ("Boitron", "de Boitron", "à Boitron"),
        ("Alençon", "d’Alençon", "à Alençon"),
        ("Échauffour", "d’Échauffour", "à Échauffour"),
        ("Œuilly", "d’Œuilly", "à Œuilly"),
        ("Lessay", "de Lessay", "à Lessay"),
        ("Le Mêle-sur-Sarthe", "du Mêle-sur-Sarthe", "au Mêle-sur-Sarthe"),
        ("Les Andelys", "des Andelys", "aux Andelys"),
        ("La Ferté-Macé", "de La Ferté-Macé", "à La Ferté-Macé"),
        ("L’Aigle", "de L’Aigle", "à L’Aigle"),
        ("la CC des Sources de l’Orne", "de la CC des Sources de l’Orne", None),
        ("Habloville", "d’Habloville", "à Habloville"),
        ("Héloup", "d’Héloup", "à Héloup"),
        ("Heugon", "de Heugon", "à Heugon"),
        ("Haut-Bocage", "de Haut-Bocage", "à Haut-Bocage"),
        ("Halle aux grains", "de Halle aux grains", None),
        ("Hélène Aubert", "d’Hélène Aubert", None),
        ("Yvetot", "d’Yvetot", "à Yvetot"),
        ("Yport", "d’Yport", "à Yport"),
        ("Yutz", "d’Yutz", "à Yutz"),
        ("Yann Le Goff", "de Yann Le Goff", "à Yann Le Goff"),
        ("avril 2027", "d’avril 2027", None),
        ("3 000 €", "de 3 000 €", "à 3 000 €"),
        ("", "de ", "à "),
    ],
)
def test_preposition_follows_the_name(name, of_it, at_it):
    assert of_name(name) == of_it
    if at_it is not None:
        assert at_name(name) == at_it
    with translation.override("en"):
        assert (of_name(name), at_name(name)) == (name, name)


def test_words_are_joined_as_the_language_does():
    assert join_words([]) == ""
    assert join_words(["Camille"]) == "Camille"
    assert join_words(["Camille", "Noé"]) == "Camille et Noé"
    assert join_words(["Camille", "Noé", "Lou"]) == "Camille, Noé et Lou"
    assert join_alternatives(["le matin", "le midi", "le soir"]) == "le matin, le midi ou le soir"
    with translation.override("en"):
        assert join_words(["Camille", "Noé", "Lou"]) == "Camille, Noé and Lou"
        assert join_alternatives(["Camille", "Noé"]) == "Camille or Noé"


def test_people_are_counted():
    assert [people_words(count) for count in (0, 1, 2)] == [
        "0 personne",
        "1 personne",
        "2 personnes",
    ]


def test_every_template_has_the_filters_and_escapes_what_they_give():
    template = Template("{{ name|of_name }} {{ name|at_name }}")

    assert template.render(Context({"name": "Le <b>"})) == "du &lt;b&gt; au &lt;b&gt;"
