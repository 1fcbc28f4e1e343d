"""Errors raised by juries."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ReaderInConflict(Refusal):
    """Refusal of a reader who is the applicant, or has a conflict of interest with them."""

    default_sentence = _(
        "Cette personne ne peut pas lire cette candidature : c’est la sienne, ou elle a un lien "
        "avec qui l’a envoyée."
    )


class JurorGone(Refusal):
    """Refusal of a person who no longer belongs to the jury."""

    status = 410
    default_sentence = _("Vous n’êtes pas, ou plus, de ce jury.")


class ReviewGiven(Refusal):
    """Refusal to take back scores that others have seen: they can be corrected, with a reason."""

    default_sentence = _(
        "Ces notes sont données, et les autres les lisent : elles se corrigent en disant pourquoi."
    )


class ReviewNotGiven(Refusal):
    """Refusal to correct scores that are not given yet."""

    default_sentence = _("Ces notes ne sont pas encore données : changez-les librement.")


class CorrectionUnexplained(Refusal):
    """Refusal of a score correction without a reason."""

    status = 400
    default_sentence = _("Dites pourquoi vous corrigez vos notes : le jury le lit.")


class ScoresMissing(Refusal):
    """Refusal of scores that leave a criterion without points."""

    status = 400
    default_sentence = _("Il manque des notes : chaque critère en demande une.")


class AnswersSent(Refusal):
    """Refusal to prepare answers that are already sent."""

    default_sentence = _("Les réponses de cette promotion sont envoyées : rien ne se prépare plus.")


class NothingToSend(Refusal):
    """Refusal to send answers when no application waits for one."""

    default_sentence = _("Aucune candidature n’attend de réponse.")


class ReadersMissing(Refusal):
    """Refusal to send answers while an application has fewer than two readers who gave their
    scores.
    """

    default_sentence = _(
        "Chaque candidature est lue par deux personnes au moins, qui ont donné leurs notes : il en "
        "manque encore. Relancez le jury, ou confiez-les à quelqu’un d’autre."
    )


class DecisionsMissing(Refusal):
    """Refusal to send answers while an application has no decision."""

    default_sentence = _(
        "Chaque candidature attend une décision : les réponses partent toutes ensemble."
    )


class ReasonsMissing(Refusal):
    """Refusal to send answers while a refused applicant has no reason."""

    status = 400
    default_sentence = _("Dites pourquoi : une candidature n’est pas refusée sans un mot.")


class MoreThanSeats(Refusal):
    """Refusal to accept more people than there are seats."""

    default_sentence = _("Vous retenez plus de personnes qu’il ne reste de places.")


class GridInUse(Refusal):
    """Refusal to change the grid while readers score with it."""

    default_sentence = _(
        "Des notes sont données avec cette grille : elle ne change plus avant les réponses."
    )
