"""Why the École du Web cannot do what is asked."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.spoken_time import spoken_date


class NotAtThisStage(Refusal):
    code = "not_at_this_stage"
    default_sentence = _("L’édition n’en est pas à cette étape : rechargez la page.")


class EditionNotOver(Refusal):
    code = "edition_not_over"
    default_sentence = _("L’édition n’a pas encore eu lieu.")

    def __init__(self, ends_on: date) -> None:
        words = {"day": spoken_date(ends_on, with_year=True)}
        super().__init__(
            gettext("L’édition finit le %(day)s : elle n’est tenue qu’à partir de ce jour.") % words
        )


class NotTakingPitches(Refusal):
    code = "not_taking_pitches"
    default_sentence = _("L’appel à propositions est clos.")


class NotTakingVotes(Refusal):
    code = "not_taking_votes"
    default_sentence = _("Les votes ne sont pas ouverts en ce moment.")


class NoVoteLeft(Refusal):
    code = "no_vote_left"
    default_sentence = _("Vous avez donné tous vos votes : reprenez-en un pour le donner ici.")


class PitchGone(Refusal):
    code = "pitch_gone"
    default_sentence = _("Cette proposition a été retirée.")


class NothingToLead(Refusal):
    code = "nothing_to_lead"
    default_sentence = _("Cette proposition a déjà son animateur.")


class PastEdition(Refusal):
    code = "past_edition"
    default_sentence = _("Cette édition est passée.")


class SlotOverlaps(Refusal):
    code = "slot_overlaps"
    default_sentence = _("Ce créneau en chevauche un autre : rien n’est ajouté.")


class SlotOnAnotherDay(Refusal):
    status = 400
    code = "slot_on_another_day"
    default_sentence = _("Ce créneau n’est pas un jour de l’édition.")


class RoomNamedTwice(Refusal):
    code = "room_named_twice"
    default_sentence = _("Une salle de cette édition porte déjà ce nom.")


class PartnerNamedTwice(Refusal):
    code = "partner_named_twice"
    default_sentence = _("Ce partenaire est déjà dans la liste.")


class GridInUse(Refusal):
    code = "grid_in_use"
    default_sentence = _("Des ateliers y sont placés : déplacez-les d’abord.")


class RoomTaken(Refusal):
    code = "room_taken"
    default_sentence = _("Un autre atelier occupe cette salle à ce moment.")


class TooLongThere(Refusal):
    code = "too_long_there"
    default_sentence = _("Il faut plusieurs créneaux qui se suivent : ce n’est pas le cas ici.")


class RunUnderWay(Refusal):
    code = "run_under_way"
    default_sentence = _("Un calcul est déjà en cours.")


class NothingToCompute(Refusal):
    code = "nothing_to_compute"
    default_sentence = _("Il faut au moins une salle, un créneau et une proposition.")


class NothingFoundYet(Refusal):
    code = "nothing_found_yet"
    default_sentence = _("Ce calcul n’a encore rien trouvé : attendez une seconde.")


class ProgrammeChangedMeanwhile(Refusal):
    code = "programme_changed_meanwhile"
    default_sentence = _(
        "Le programme a changé depuis ce calcul : relancez-le, il repart de ce que vous avez fait."
    )


class NothingToPublish(Refusal):
    code = "nothing_to_publish"
    default_sentence = _("Rien n’a changé depuis la dernière version publiée.")


class NotToday(Refusal):
    code = "not_today"
    default_sentence = _("On lance un atelier sur place le jour même, pour un moment à venir.")


class AlreadyLeading(Refusal):
    code = "already_leading"
    default_sentence = _("Vous avez déjà un atelier à ce moment.")


class FeedbackTooEarly(Refusal):
    code = "feedback_too_early"
    default_sentence = _("Cet atelier n’a pas encore commencé.")


class TooManyLinks(Refusal):
    status = 400
    code = "too_many_links"
    default_sentence = _("Huit liens au plus.")


class DoorClosed(Refusal):
    code = "door_closed"
    default_sentence = _("On note son arrivée pendant l’édition.")


class NoSlotToBook(Refusal):
    code = "no_slot_to_book"
    default_sentence = _("Ajoutez d’abord les créneaux : ils disent de quand à quand réserver.")
