"""Name of a household for people who may read its first names only."""

from bocage.foundation.formatting.grammar import join_words
from bocage.welcome.projects.models.projects import SettlementProject


def first_names_of(project: SettlementProject) -> str:
    """Returns the first names of the adults who gave their names, as « Camille et Jean »; empty if
    none did.
    """
    names = [adult.person.name.split() for adult in project.adults.select_related("person")]
    return join_words(words[0] for words in names if words)
