"""The sentences with which sequences and their letters are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SequenceNotNamed(Refusal):
    """Refusal of a sequence without a name."""

    status = 422
    default_sentence = _("Donnez un nom à cette série.")


class SequenceNameTaken(Refusal):
    """Two sequences of a département would have one name."""

    default_sentence = _("Une série porte déjà ce nom : choisissez-en un autre.")


class NobodyChosen(Refusal):
    """Refusal of a sequence whose segment or campaign is not chosen, or of entering a group where
    people enter one by one.
    """

    status = 422
    default_sentence = _("Dites quel segment ou quelle campagne, du même département.")


class NoLetterReady(Refusal):
    """Refusal to launch a sequence that has no letter ready."""

    status = 422
    default_sentence = _("Il faut une lettre prête au moins avant de lancer la série.")


class SequenceEnded(Refusal):
    """Refusal to change or restart a sequence that has ended for good."""

    default_sentence = _("Cette série est terminée : elle ne se reprend pas.")


class SequenceNotRunning(Refusal):
    """Refusal of an entry in a sequence that is not running."""

    default_sentence = _("Lancez la série d’abord : on n’entre que dans une série en cours.")


class EntryGoingOn(Refusal):
    """A crowd is entering already."""

    default_sentence = _("Une entrée est déjà en cours : attendez qu’elle finisse.")


class CannotEnter(Refusal):
    """Refusal of a prospect who cannot be written to (no consent to these letters, no working
    address), is a candidate already, or has been in the sequence before.
    """

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
    """Refusal to delete a letter that has already been sent; it can be withdrawn instead."""

    default_sentence = _("Cette lettre est déjà partie : retirez-la plutôt que de l’effacer.")


class TooFarApart(Refusal):
    """A delay beyond half a year."""

    status = 422
    default_sentence = _("Une lettre suit la précédente dans les 180 jours.")
