"""Refusals of the answers of learners."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class AnswerGone(Refusal):
    status = 410
    code = "learner_answer_gone"
    default_sentence = _("Cette question ne vous est plus posée : vos réponses ont été effacées.")


class SiretWrong(Refusal):
    status = 422
    code = "outcome_siret_wrong"
    default_sentence = _("Ce n’est pas un SIRET : vérifiez ses quatorze chiffres.")
