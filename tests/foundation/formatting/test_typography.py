import pytest

from bocage.foundation.formatting.typography import is_typeset, typeset

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Votre choix : le matin", f"Votre choix{N}: le matin"),
        ("Où : %(place)s", f"Où{N}: %(place)s"),
        ("{folder} :\n{reason}", f"{{folder}}{N}:\n{{reason}}"),
        ("Annuler ?", f"Annuler{T}?"),
        ("À bientôt !", f"À bientôt{T}!"),
        ("chaque page ; chaque mot", f"chaque page{T}; chaque mot"),
        ("Retirer « %(name)s » ?", f"Retirer «{N}%(name)s{N}»{T}?"),
        ("« <b>Nom</b> » :", f"«{N}<b>Nom</b>{N}»{N}:"),
        ("Où\n  : ici", f"Où{N}: ici"),
        ("Vraiment  ?!", f"Vraiment{T}?!"),
        (f"Annuler{N}?", f"Annuler{T}?"),
        (f"Où{T}: ici", f"Où{N}: ici"),
        (f"{N}: {{{{ name }}}}", f"{N}: {{{{ name }}}}"),
    ],
)
def test_each_mark_gets_the_space_that_french_sets_before_it(text, set_as):
    assert typeset(text) == set_as
    assert is_typeset(text) is (text == set_as)
    assert is_typeset(set_as)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Ouvert de 9:30 à 12:00, ou 9:30:15",
        "Voir https://exemple.fr/?page=2&amp;tri=nom; ou mailto:nom@exemple.fr",
        "%(host)s:%(port)s, {host}:{port}",
        "Remplacez :nom par ?nom=, si a != b",
        "Le 50 %% et le 1 : deux".replace(" :", f"{N}:"),
        "Choose: this one; or that!",
        "postgresql://hôte :: 1",
    ],
)
def test_times_addresses_and_placeholders_are_left_alone(words):
    assert typeset(words) == words
    assert is_typeset(words)
