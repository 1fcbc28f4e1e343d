"""Record of processing of the foundation: outgoing and incoming mails."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import receiving, retention
from bocage.foundation.mail.receiving import forget_received_mails
from bocage.foundation.mail.retention import forget_old_mails
from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)

declare_processing(
    name="foundation.mails",
    title=_("Courriels envoyés"),
    purpose=_(
        "Envoyer ce que les gens demandent ou doivent savoir, et pouvoir dire que c’est parti."
    ),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Quiconque reçoit un courriel de l’instance."),
    data=_("Adresse, objet, texte, pièces jointes, date et sort de l’envoi."),
    seen_by=_("Personne, sauf qui tient le serveur."),
    models=("foundation.OutgoingMail", "foundation.MailAttachment"),
    retention=(
        Retention(
            name="foundation.words_of_mails",
            length=retention.TEXT_RETENTION,
            since=_("après l’envoi, pour le texte"),
            forget=forget_old_mails,
        ),
        Retention(
            name="foundation.traces_of_mails",
            length=retention.RECORD_RETENTION,
            since=_("après l’envoi, pour la trace"),
            forget=forget_old_mails,
        ),
    ),
)
declare_processing(
    name="foundation.received_mails",
    title=_("Courriels reçus"),
    purpose=_("Porter une réponse faite par courriel là où elle est attendue."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Quiconque répond à un courriel de l’instance."),
    data=_("Adresse et nom d’expéditeur, objet, texte, noms des pièces jointes."),
    seen_by=_("Le destinataire de la réponse ; l’administration, quand il faut y regarder."),
    models=("foundation.ReceivedMail",),
    retention=(
        Retention(
            name="foundation.words_of_received_mails",
            length=receiving.TEXT_RETENTION,
            since=_("après réception, pour le texte"),
            forget=forget_received_mails,
        ),
        Retention(
            name="foundation.traces_of_received_mails",
            length=receiving.RECORD_RETENTION,
            since=_("après réception, pour la trace"),
            forget=forget_received_mails,
        ),
    ),
)
declare_processing(
    name="foundation.contacts",
    title=_("Contacts de l’instance"),
    purpose=_("Dire au public et à la presse à qui s’adresser."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.OPEN,
    people=_("Les personnes désignées pour répondre."),
    data=_("Nom, fonction, adresse et téléphone professionnels."),
    seen_by=_("Tout le monde."),
    models=("foundation.InstanceSettings", "foundation.InstanceSettingsEvent"),
    retention_note=_("Tant que la personne est désignée."),
)
