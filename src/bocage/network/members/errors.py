"""Errors raised by the club."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MembershipAlreadyRequested(Refusal):
    code = "membership_already_requested"
    default_sentence = _("Votre demande est déjà faite : l’animateur du club y répond bientôt.")


class AlreadyMember(Refusal):
    default_sentence = _("Vous êtes déjà membre du club.")


class RequestAnswered(Refusal):
    code = "request_answered"
    default_sentence = _("Cette demande a déjà reçu sa réponse.")


class RefusedWithoutReason(Refusal):
    status = 400
    default_sentence = _("Dites pourquoi : la raison est envoyée à la personne.")


class NotAMember(Refusal):
    default_sentence = _("Cette personne n’est pas membre du club aujourd’hui.")


class TooManySkills(Refusal):
    status = 400
    default_sentence = _(
        "Douze métiers et compétences au plus : gardez ceux que l’on vous demande."
    )


class SkillNotAWord(Refusal):
    status = 400
    default_sentence = _("Un métier ou une compétence tient en soixante lettres.")


class SkillIsASynonym(Refusal):
    default_sentence = _(
        "Ce mot est déjà synonyme d’un autre : choisissez celui vers lequel il mène."
    )


class SiretTaken(Refusal):
    default_sentence = _("Une structure porte déjà ce SIRET : cherchez-la dans la liste.")


class OrganisationLedByAnother(Refusal):
    default_sentence = _(
        "Un autre membre dit déjà diriger cette structure : demandez-lui, ou à l’animateur du club."
    )
