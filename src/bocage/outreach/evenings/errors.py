"""The sentences with which evenings are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class EveningBackwards(Refusal):
    status = 422
    default_sentence = _("La fin vient après le début.")


class EveningInThePast(Refusal):
    status = 422
    default_sentence = _("Ce moment est passé : choisissez-en un à venir.")


class EveningMadeAlready(Refusal):
    default_sentence = _("Cette soirée est déjà préparée : vous la trouvez dans la liste.")


class EveningOver(Refusal):
    default_sentence = _("Cette soirée est passée ou annulée : elle ne change plus.")


class FewerSeatsThanPeople(Refusal):
    default_sentence = _("Plus de personnes que cela sont déjà inscrites.")


class EveningClosed(Refusal):
    default_sentence = _("On ne s’inscrit pas, ou plus, à cette soirée.")


class EveningMovedMeanwhile(Refusal):
    code = "evening_moved"
    default_sentence = _(
        "La soirée a changé entre-temps : relisez le jour, l’heure et le lieu, puis envoyez de"
        " nouveau. Rien n’a été noté."
    )


class TooManyAtOnce(Refusal):
    status = 422
    default_sentence = _("De une à six personnes ensemble.")


class EveningToCome(Refusal):
    default_sentence = _("On note qui est là à partir d’une heure avant le début.")


class EveningNotBegun(Refusal):
    default_sentence = _("On remercie une fois la soirée commencée.")


class EveningNotTakingPlace(Refusal):
    default_sentence = _("Cette soirée n’a pas lieu : elle est annulée, ou n’a pas été ouverte.")


class TooManyWalkIns(Refusal):
    default_sentence = _("Trop de personnes venues sans s’inscrire sont déjà notées.")


class EveningNotOpen(Refusal):
    default_sentence = _("Ouvrez d’abord les inscriptions : l’invitation mène à la page.")


class NobodyNearby(Refusal):
    default_sentence = _(
        "Personne de plus à inviter : aucun prospect de ces lieux n’a accepté d’être invité, ou"
        " tous le sont déjà. Ajoutez des villes ou des codes postaux."
    )


class AlreadyThanked(Refusal):
    default_sentence = _("Le merci est déjà parti.")


class EveningWordsMissing(Refusal):
    status = 422
    default_sentence = _("Écrivez quelques mots.")
