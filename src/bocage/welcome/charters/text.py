"""Text of the welcome charter, by version: a charter is always shown as it was signed."""

from django.utils.translation import gettext_lazy as _

IN_FORCE = 1
"""Version signed today. A new text is a new version; former versions are retained."""

ARTICLES = {
    1: (
        _("Nous disons bonjour : chaque ménage qui s’intéresse à la commune reçoit une réponse."),
        _("Nous avons un visage : un élu ou une élue est nommé pour accueillir."),
        _("Nous ouvrons les portes : les logements que nous savons libres sont signalés."),
        _("Nous présentons : les nouveaux habitants sont accueillis lors d’une cérémonie."),
        _("Nous accompagnons : un parrain ou une marraine est proposé à qui le souhaite."),
        _("Nous jouons ensemble : un ménage que nous ne pouvons loger est adressé aux voisins."),
    ),
}


def articles_of(version: int) -> list[str]:
    """Returns the articles of a version of the charter, in the active language."""
    return [str(article) for article in ARTICLES[version]]
