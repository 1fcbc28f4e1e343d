"""The sentences with which sequences and their letters are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SequenceNotNamed(Refusal):
    """Nobody would know it from the others."""

    status = 422
    default_sentence = _("Donnez un nom à cette série.")


class SequenceNameTaken(Refusal):
    """Two sequences of a département would have one name."""

    default_sentence = _("Une série porte déjà ce nom : choisissez-en un autre.")


class NobodyChosen(Refusal):
    """It says « a segment » or « a campaign », and not which."""

    status = 422
    default_sentence = _("Dites quel segment ou quelle campagne, du même département.")


class NoLetterReady(Refusal):
    """There is nothing to send."""

    status = 422
    default_sentence = _("Il faut une lettre prête au moins avant de lancer la série.")


class SequenceEnded(Refusal):
    """It is over for good."""

    default_sentence = _("Cette série est terminée : elle ne se reprend pas.")


class SequenceNotRunning(Refusal):
    """Nobody enters what does not run."""

    default_sentence = _("Lancez la série d’abord : on n’entre que dans une série en cours.")


class EntryGoingOn(Refusal):
    """A crowd is entering already."""

    default_sentence = _("Une entrée est déjà en cours : attendez qu’elle finisse.")


class CannotEnter(Refusal):
    """This prospect agrees to no such letter, or was in the sequence already."""

    default_sentence = _(
        "Cette personne n’y entre pas : elle n’accepte pas ces lettres aujourd’hui, n’a pas"
        " d’adresse qui marche, est déjà candidate, ou y est déjà passée."
    )


class LetterIncomplete(Refusal):
    """A ready letter is written in every language of its sequence."""

    status = 422
    default_sentence = _(
        "Écrivez l’objet et le texte dans chaque langue de la série avant de la dire prête."
    )


class UnknownNotation(Refusal):
    """A block that does not exist, or a word that it does not know. The sentence names it."""

    status = 422
    default_sentence = _("Un bloc de cette lettre n’existe pas.")


class LetterLeft(Refusal):
    """It left for somebody already: it may be withdrawn, and is kept."""

    default_sentence = _("Cette lettre est déjà partie : retirez-la plutôt que de l’effacer.")


class TooFarApart(Refusal):
    """A delay beyond half a year."""

    status = 422
    default_sentence = _("Une lettre suit la précédente dans les 180 jours.")
