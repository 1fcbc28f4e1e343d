"""What a jury refuses, and why."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ReaderInConflict(Refusal):
    """They applied themselves, or have a tie with the applicant."""

    default_sentence = _(
        "Cette personne ne peut pas lire cette candidature : c’est la sienne, ou elle a un lien "
        "avec qui l’a envoyée."
    )


class JurorGone(Refusal):
    """They are not of the jury any more."""

    status = 410
    default_sentence = _("Vous n’êtes pas, ou plus, de ce jury.")


class ReadingGiven(Refusal):
    """Scores that others have seen are not taken back: they are corrected, and it is told."""

    default_sentence = _(
        "Ces notes sont données, et les autres les lisent : elles se corrigent en disant pourquoi."
    )


class ReadingNotGiven(Refusal):
    """There is nothing to correct yet."""

    default_sentence = _("Ces notes ne sont pas encore données : changez-les librement.")


class CorrectionUnexplained(Refusal):
    """Scores that others have seen are corrected without a word."""

    status = 400
    default_sentence = _("Dites pourquoi vous corrigez vos notes : le jury le lit.")


class ScoresMissing(Refusal):
    """A line of the grid has no points."""

    status = 400
    default_sentence = _("Il manque des notes : chaque critère en demande une.")


class AnswersSent(Refusal):
    """The answers are sent: nothing of them is prepared any more."""

    default_sentence = _("Les réponses de cette promotion sont envoyées : rien ne se prépare plus.")


class NothingToSend(Refusal):
    """No application waits for an answer."""

    default_sentence = _("Aucune candidature n’attend de réponse.")


class ReadersMissing(Refusal):
    """One of the applications has fewer than two readers who gave their scores."""

    default_sentence = _(
        "Chaque candidature est lue par deux personnes au moins, qui ont donné leurs notes : il en "
        "manque encore. Relancez le jury, ou confiez-les à quelqu’un d’autre."
    )


class DecisionsMissing(Refusal):
    """One of the applications has no decision."""

    default_sentence = _(
        "Chaque candidature attend une décision : les réponses partent toutes ensemble."
    )


class ReasonsMissing(Refusal):
    """Somebody is refused without a word."""

    status = 400
    default_sentence = _("Dites pourquoi : une candidature n’est pas refusée sans un mot.")


class MoreThanSeats(Refusal):
    """More are chosen than there are seats."""

    default_sentence = _("Vous retenez plus de personnes qu’il ne reste de places.")


class GridInUse(Refusal):
    """The grid does not change while readers score by it."""

    default_sentence = _(
        "Des notes sont données avec cette grille : elle ne change plus avant les réponses."
    )
