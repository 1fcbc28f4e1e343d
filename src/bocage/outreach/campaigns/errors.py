"""Errors raised by campaigns and their links."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CampaignNameTaken(Refusal):
    default_sentence = _("Une campagne porte déjà ce nom : choisissez-en un autre.")


class CampaignNotNamed(Refusal):
    status = 400
    default_sentence = _("Donnez un nom à la campagne : c’est lui que l’on lira dans les chiffres.")


class CampaignEndsTooSoon(Refusal):
    status = 400
    default_sentence = _("Une campagne finit après avoir commencé.")


class CampaignClosed(Refusal):
    default_sentence = _("Cette campagne est close. Rouvrez-la pour y ajouter un lien.")


class NotAnExpense(Refusal):
    status = 400
    default_sentence = _("Une dépense a un montant, en euros, et un objet.")


class LeadsElsewhere(Refusal):
    status = 400
    default_sentence = _(
        "Un lien de campagne mène à une page de ce site. Choisissez-en une dans la liste, ou "
        "copiez son adresse."
    )


class LinkLabelTaken(Refusal):
    default_sentence = _("Un lien de cette campagne porte déjà ce nom : dites où est celui-ci.")


class LinkNotLabelled(Refusal):
    status = 400
    default_sentence = _("Dites où se trouve ce lien : une affiche, un dépliant, un message…")


class LinkFollowed(Refusal):
    default_sentence = _(
        "Ce lien a déjà été suivi : il reste, pour que personne n’arrive devant une porte close. "
        "Vous pouvez changer la page où il mène."
    )
