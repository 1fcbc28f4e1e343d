"""Why a mentor is not proposed, or does not answer."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MentorProposed(Refusal):
    code = "mentor_proposed_already"
    default_sentence = _(
        "Un mentor est déjà proposé à cette personne : attendez sa réponse, ou terminez ce "
        "mentorat."
    )


class MentorBusy(Refusal):
    default_sentence = _("Ce mentor suit déjà autant de personnes qu’il le souhaite.")


class MentorStopped(Refusal):
    default_sentence = _("Cette personne ne propose plus d’être mentor.")


class MentorOfOneself(Refusal):
    default_sentence = _("Personne n’est son propre mentor.")


class MentorshipOver(Refusal):
    status = 410
    default_sentence = _("Ce mentorat n’attend plus de réponse.")
