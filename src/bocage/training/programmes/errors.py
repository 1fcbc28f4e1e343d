"""Why a programme cannot be, or cannot be published."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ProgrammeNamedTwice(Refusal):
    default_sentence = _("Cet organisme a déjà une formation de ce nom : choisissez-en un autre.")


class PartNamedTwice(Refusal):
    code = "programme_part_named_twice"
    default_sentence = _("Ce nom est déjà dans la liste.")


class NothingToTeach(Refusal):
    status = 422
    code = "programme_nothing_to_teach"
    default_sentence = _(
        "Ajoutez au moins un module avec sa durée : on ne publie pas une formation sans contenu."
    )


class ProgrammeInUse(Refusal):
    default_sentence = _(
        "Une promotion est ouverte ou en cours : terminez-la ou annulez-la, puis archivez."
    )


class NowhereTaught(Refusal):
    status = 422
    code = "programme_nowhere_taught"
    default_sentence = _("Choisissez le département où cet organisme la donne.")
