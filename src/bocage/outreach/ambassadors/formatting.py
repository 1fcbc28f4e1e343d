"""Consent text of ambassadors, and the message that they may forward."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.instance import current_instance

AGREED_FOR = relativedelta(years=2)
"""Duration of an agreement: it must be renewed, so that it never lasts by oversight."""


def last_day(day: date) -> date:
    """Returns the last day of an agreement given on a day."""
    return day + AGREED_FOR


def agreement_text(language: str) -> str:
    """Returns the text of the agreement that a future ambassador reads before accepting, in the
    given language. It is stored with their answer.
    """
    with override(language):
        territory = current_instance().territory_name or _("ce territoire")
        return _(
            "J’accepte de parler %(of_territory)s autour de moi, avec un lien à mon nom, pendant"
            " deux ans au plus. J’arrête quand je veux. L’équipe d’accueil voit combien de"
            " personnes il amène ; personne ne me voit cité sans mon accord."
        ) % {"of_territory": of_name(territory)}


def ready_words(address: str) -> list[tuple[str, str]]:
    """Returns messages that can be forwarded as they are: to friends, to former colleagues, in one
    line."""
    territory = current_instance().territory_name or _("ici")
    params = {"territory": territory, "address": address}
    return [
        (
            _("À des amis"),
            _(
                "Vous me demandez souvent comment c’est, la vie ici. Le mieux est de venir voir :"
                " %(territory)s aide à trouver un logement, une école et un bureau où"
                " télétravailler. Tout est là : %(address)s"
            )
            % params,
        ),
        (
            _("À d’anciens collègues"),
            _(
                "Je télétravaille depuis %(territory)s, avec la fibre, un bureau à dix minutes et"
                " du temps retrouvé. Si l’idée vous trotte dans la tête : %(address)s"
            )
            % params,
        ),
        (
            _("En une ligne"),
            _("Travailler d’ici, vivre ici, pour de vrai : %(address)s") % params,
        ),
    ]
