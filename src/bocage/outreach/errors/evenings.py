"""The sentences with which evenings are refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class EveningBackwards(Refusal):
    status = 422
    code = "evening_backwards"
    default_sentence = _("La fin vient après le début.")


class EveningInThePast(Refusal):
    status = 422
    code = "evening_in_the_past"
    default_sentence = _("Ce moment est passé : choisissez-en un à venir.")


class EveningMadeAlready(Refusal):
    code = "evening_made_already"
    default_sentence = _("Cette soirée est déjà préparée : vous la trouvez dans la liste.")


class EveningOver(Refusal):
    code = "evening_over"
    default_sentence = _("Cette soirée est passée ou annulée : elle ne change plus.")


class FewerSeatsThanPeople(Refusal):
    code = "fewer_seats_than_people"
    default_sentence = _("Plus de personnes que cela sont déjà inscrites.")


class EveningClosed(Refusal):
    code = "evening_closed"
    default_sentence = _("On ne s’inscrit pas, ou plus, à cette soirée.")


class EveningMovedMeanwhile(Refusal):
    code = "evening_moved"
    default_sentence = _(
        "La soirée a changé entre-temps : relisez le jour, l’heure et le lieu, puis envoyez de"
        " nouveau. Rien n’a été noté."
    )


class TooManyAtOnce(Refusal):
    status = 422
    code = "too_many_at_once"
    default_sentence = _("De une à six personnes ensemble.")


class EveningToCome(Refusal):
    code = "evening_to_come"
    default_sentence = _("On note qui est là à partir d’une heure avant le début.")


class EveningNotOpen(Refusal):
    code = "evening_not_open"
    default_sentence = _("Ouvrez d’abord les inscriptions : l’invitation mène à la page.")


class NobodyNearby(Refusal):
    code = "nobody_nearby"
    default_sentence = _(
        "Personne de plus à inviter : aucun prospect de ces lieux n’a accepté d’être invité, ou"
        " tous le sont déjà. Ajoutez des villes ou des codes postaux."
    )


class AlreadyThanked(Refusal):
    code = "already_thanked"
    default_sentence = _("Le merci est déjà parti.")


class NothingSaid(Refusal):
    status = 422
    code = "nothing_said"
    default_sentence = _("Écrivez quelques mots.")
