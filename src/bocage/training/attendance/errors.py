"""Refusals of registers, of papers and of documents."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.errors import Refusal


class SignatureTooEarly(Refusal):
    default_sentence = gettext_lazy(
        "Cette séance n’a pas commencé : on signe dès qu’elle commence. Rien n’a été enregistré."
    )


class SignatureTooLate(Refusal):
    default_sentence = gettext_lazy(
        "Il est trop tard pour signer cette séance : rien n’a été enregistré. Dites à votre "
        "responsable de formation que vous étiez là, il peut régulariser."
    )


class SessionNotHeld(Refusal):
    default_sentence = gettext_lazy(
        "Cette séance est annulée : elle ne se signe pas et ne compte pas."
    )


class SessionNotBegun(Refusal):
    default_sentence = gettext_lazy("Cette séance n’a pas commencé : il n’y a encore rien à noter.")


class NoSignature(Refusal):
    status = 422
    default_sentence = gettext_lazy(
        "Signez dans le cadre, ou écrivez votre nom : l’un des deux suffit."
    )


class NotTheirName(Refusal):
    status = 422
    default_sentence = gettext_lazy(
        "Ce n’est pas le nom de la personne qui signe : écrivez-le en entier."
    )


class AttendanceReasonMissing(Refusal):
    status = 422
    default_sentence = gettext_lazy("Dites pourquoi : le registre garde la raison.")


class NotOfThisCohort(Refusal):
    default_sentence = gettext_lazy("Cette personne n’est pas de cette promotion, ou n’y est plus.")


class CodeOver(Refusal):
    status = 410
    code = "attendance_code_over"
    default_sentence = gettext_lazy(
        "Ce code a changé : scannez celui que montre l’intervenant maintenant."
    )


class NobodyOnTheSheet(Refusal):
    status = 422
    default_sentence = gettext_lazy("Cochez au moins une personne qui a signé la feuille.")


class PaperNotReady(Refusal):
    """Refusal of a document that states a fact not filled in, or that has not happened."""

    code = "training_paper_not_ready"
    default_sentence = gettext_lazy("Ce document n’est pas prêt.")

    def __init__(self, title: str, missing: Sequence[str]) -> None:
        words = {"title": title, "missing": " · ".join(missing)}
        super().__init__(
            _("« %(title)s » n’est pas prêt : rien n’a été fait. Il manque : %(missing)s.") % words
        )


class DocumentInfected(Refusal):
    status = 422
    code = "course_document_infected"
    default_sentence = gettext_lazy(
        "Ce fichier contient un virus : il n’a pas été gardé. Nettoyez votre appareil avant de "
        "l’envoyer de nouveau."
    )


class DocumentNotLookedAt(Refusal):
    status = 503
    code = "course_document_not_looked_at"
    default_sentence = gettext_lazy(
        "L’antivirus ne répond pas : le fichier n’a pas été gardé. Réessayez dans un moment."
    )


class TooManyMaterials(Refusal):
    default_sentence = gettext_lazy("Une séance a trente supports au plus : retirez-en un d’abord.")
