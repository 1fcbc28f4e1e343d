"""Why an answer of a learner is not taken, or a document of a session not kept."""

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


class DocumentInfected(Refusal):
    status = 422
    code = "course_document_infected"
    default_sentence = _(
        "Ce fichier contient un virus : il n’a pas été gardé. Nettoyez votre appareil avant de "
        "l’envoyer de nouveau."
    )


class DocumentNotLookedAt(Refusal):
    status = 503
    code = "course_document_not_looked_at"
    default_sentence = _(
        "L’antivirus ne répond pas : le fichier n’a pas été gardé. Réessayez dans un moment."
    )


class TooManyMaterials(Refusal):
    default_sentence = _("Une séance a trente supports au plus : retirez-en un d’abord.")
