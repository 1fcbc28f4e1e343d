"""Why a session is not signed for, or what a register does not take."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SignatureTooEarly(Refusal):
    default_sentence = _(
        "Cette séance n’a pas commencé : on signe dès qu’elle commence. Rien n’a été enregistré."
    )


class SignatureTooLate(Refusal):
    default_sentence = _(
        "Il est trop tard pour signer cette séance : rien n’a été enregistré. Dites à votre "
        "responsable de formation que vous étiez là, il peut régulariser."
    )


class SessionNotHeld(Refusal):
    default_sentence = _("Cette séance est annulée : elle ne se signe pas et ne compte pas.")


class SessionNotBegun(Refusal):
    default_sentence = _("Cette séance n’a pas commencé : il n’y a encore rien à noter.")


class NoSignature(Refusal):
    status = 422
    default_sentence = _("Signez dans le cadre, ou écrivez votre nom : l’un des deux suffit.")


class NotTheirName(Refusal):
    status = 422
    default_sentence = _("Ce n’est pas le nom de la personne qui signe : écrivez-le en entier.")


class AttendanceReasonMissing(Refusal):
    status = 422
    default_sentence = _("Dites pourquoi : le registre garde la raison.")


class NotOfThisCohort(Refusal):
    default_sentence = _("Cette personne n’est pas de cette promotion, ou n’y est plus.")


class CodeOver(Refusal):
    status = 410
    code = "attendance_code_over"
    default_sentence = _("Ce code a changé : scannez celui que montre l’intervenant maintenant.")


class NobodyOnTheSheet(Refusal):
    status = 422
    default_sentence = _("Cochez au moins une personne qui a signé la feuille.")
