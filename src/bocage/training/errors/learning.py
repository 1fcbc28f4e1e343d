"""Why an answer of a learner is not taken, or a document of a session not kept."""

from __future__ import annotations

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


class MaterialUnreadable(Refusal):
    status = 422
    code = "material_unreadable"
    default_sentence = _(
        "Ce fichier n’est pas de ceux que nous gardons : un PDF, une image, un document de bureau "
        "ou un tableur, de moins de vingt mégaoctets."
    )


class TooManyMaterials(Refusal):
    code = "too_many_materials"
    default_sentence = _("Une séance a trente supports au plus : retirez-en un d’abord.")


class ProviderMissing(Refusal):
    code = "training_provider_missing"
    default_sentence = _(
        "Remplissez d’abord l’identité de l’organisme : la loi la demande sur ce document."
    )
