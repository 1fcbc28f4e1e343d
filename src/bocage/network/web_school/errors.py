"""Errors raised by the École du Web."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.times import format_date


class NotAtThisStage(Refusal):
    default_sentence = _("L’édition n’en est pas à cette étape : rechargez la page.")


class EditionNotOver(Refusal):
    default_sentence = _("L’édition n’a pas encore eu lieu.")

    def __init__(self, ends_on: date) -> None:
        words = {"day": format_date(ends_on, with_year=True)}
        super().__init__(
            gettext("L’édition finit le %(day)s : elle n’est tenue qu’à partir de ce jour.") % words
        )


class NotTakingPitches(Refusal):
    default_sentence = _("L’appel à propositions est clos.")


class NotTakingVotes(Refusal):
    default_sentence = _("Les votes ne sont pas ouverts en ce moment.")


class NoVoteLeft(Refusal):
    default_sentence = _("Vous avez donné tous vos votes : reprenez-en un pour le donner ici.")


class PitchGone(Refusal):
    default_sentence = _("Cette proposition a été retirée.")


class NothingToLead(Refusal):
    default_sentence = _("Cette proposition a déjà son animateur.")


class PastEdition(Refusal):
    default_sentence = _("Cette édition est passée.")


class SlotOverlaps(Refusal):
    default_sentence = _("Ce créneau en chevauche un autre : rien n’est ajouté.")


class SlotOnAnotherDay(Refusal):
    status = 400
    default_sentence = _("Ce créneau n’est pas un jour de l’édition.")


class RoomNamedTwice(Refusal):
    default_sentence = _("Une salle de cette édition porte déjà ce nom.")


class PartnerNamedTwice(Refusal):
    default_sentence = _("Ce partenaire est déjà dans la liste.")


class GridInUse(Refusal):
    default_sentence = _("Des ateliers y sont placés : déplacez-les d’abord.")


class RoomTaken(Refusal):
    default_sentence = _("Un autre atelier occupe cette salle à ce moment.")


class TooLongThere(Refusal):
    default_sentence = _("Il faut plusieurs créneaux qui se suivent : ce n’est pas le cas ici.")


class NothingToCompute(Refusal):
    default_sentence = _("Il faut au moins une salle, un créneau et une proposition.")


class ProgrammeChangedMeanwhile(Refusal):
    default_sentence = _(
        "Le programme a changé depuis ce calcul : relancez-le, il repart de ce que vous avez fait."
    )


class NothingToPublish(Refusal):
    default_sentence = _("Rien n’a changé depuis la dernière version publiée.")


class NotToday(Refusal):
    default_sentence = _("On lance un atelier sur place le jour même, pour un moment à venir.")


class AlreadyLeading(Refusal):
    default_sentence = _("Vous avez déjà un atelier à ce moment.")


class FeedbackTooEarly(Refusal):
    default_sentence = _("Cet atelier n’a pas encore commencé.")


class TooManyLinks(Refusal):
    status = 400
    default_sentence = _("Huit liens au plus.")


class DoorClosed(Refusal):
    default_sentence = _("On note son arrivée pendant l’édition.")


class NoSlotToBook(Refusal):
    default_sentence = _("Ajoutez d’abord les créneaux : ils disent de quand à quand réserver.")
