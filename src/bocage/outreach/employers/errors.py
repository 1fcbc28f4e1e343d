"""The sentences with which partner employers are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class EmployerNotNamed(Refusal):
    status = 422
    default_sentence = _("Donnez le nom de l’employeur et sa ville.")


class EmployerThere(Refusal):
    default_sentence = _("Cet employeur est déjà dans la liste, sous ce nom ou sous ce SIRET.")


class AgreementMissing(Refusal):
    default_sentence = _(
        "Dites d’abord sur quoi vous êtes d’accord : la forme de l’accord et sa date."
    )


class AgreementEndsTooSoon(Refusal):
    status = 422
    default_sentence = _("Un accord finit après avoir été conclu.")


class NotReadyToShow(Refusal):
    default_sentence = _(
        "La page se publie une fois l’accord conclu, avec une présentation et ce que le territoire"
        " offre. Rien n’a été publié."
    )


class StepWithoutDate(Refusal):
    status = 422
    default_sentence = _("Une prochaine étape a quelques mots et une date.")


class ContactThere(Refusal):
    default_sentence = _("Cet interlocuteur est déjà noté.")


class ContactNotNamed(Refusal):
    status = 422
    default_sentence = _("Donnez un nom, et une adresse ou un téléphone.")
