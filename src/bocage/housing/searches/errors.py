"""Refusals about saved searches."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class TooManySearches(Refusal):
    """Refusal of one more search where a holder follows as many as allowed."""

    default_sentence = _(
        "Vous suivez déjà 20 recherches : arrêtez-en une pour en enregistrer une autre."
    )


class CriteriaOutOfBounds(Refusal):
    """Number that no home has."""

    status = 422
    default_sentence = _("Un des critères dépasse ce qu’un logement peut avoir.")


class RhythmUnknown(Refusal):
    status = 400
    default_sentence = _("Ce rythme n’existe pas.")


class MailIsTheOnlyWay(Refusal):
    """Refusal to stop mails to a holder without an account, who has no browser to notify either."""

    default_sentence = _(
        "Sans compte, vos alertes arrivent par courriel : mettez la recherche en pause pour ne "
        "plus en recevoir."
    )


class NotAnHour(Refusal):
    """Quiet hours begin and end on the hour, from 0 to 23."""

    status = 400
    default_sentence = _("Une heure va de 0 à 23.")


class NotASubscription(Refusal):
    """Refusal of data sent by a browser that is not a Web Push subscription."""

    status = 400
    default_sentence = _("Ce navigateur n’a pas donné d’adresse de notification utilisable.")


class TooManyBrowsers(Refusal):
    default_sentence = _(
        "Dix navigateurs reçoivent déjà vos notifications : retirez-en un pour en ajouter."
    )
