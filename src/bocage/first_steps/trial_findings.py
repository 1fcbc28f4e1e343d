"""Diagnosis of a trial mail that does not come back, and what to check.

The response of the mail server is quoted, without the secrets of the environment.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bocage.first_steps.models import MailTrial
from bocage.foundation.mail.transport import MailServer
from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailState
from bocage.foundation.models.received_mail import ReceivedMail
from bocage.foundation.monitoring.health import worker_was_heard

HIDDEN = "…"
LONGEST_ANSWER = 300
CREDENTIALS = re.compile(r"\b(5(30|34|35|38)|454)\b|auth|credential|password", re.IGNORECASE)
CERTIFICATE = re.compile(r"certificate|ssl|tls", re.IGNORECASE)
SENDER = re.compile(r"\b5(50|51|53|54)\b|sender|relay|spf|dmarc|dkim", re.IGNORECASE)
NETWORK = re.compile(
    r"timed out|timeout|refused|unreachable|name or service|getaddrinfo|no route|nodename|closed",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """State of a mail trial: `sentence`, the answer of the mail server, and what to check, in
    order.
    """

    sentence: str | Promise
    answer: str = ""
    look_at: list[str] = field(default_factory=list)
    is_wrong: bool = False


def finding_of(trial: MailTrial) -> Finding:
    """Returns what is known of a trial mail that has not come back."""
    bounce = ReceivedMail.objects.filter(
        kind="trial", key=trial.pk, state=ReceivedMail.State.BOUNCE
    ).first()
    if bounce is not None:
        return Finding(
            _("Il est parti, et un serveur l’a renvoyé."),
            without_secrets(bounce.reason),
            [_spf(trial), _same_domain()],
            is_wrong=True,
        )
    mail = OutgoingMail.objects.filter(pk=trial.mail).first() if trial.mail else None
    if mail is None:
        return Finding(_("Le courriel de cet essai n’est plus gardé : essayez de nouveau."))
    if mail.state == MailState.KEPT or not settings.BOCAGE.email_url:
        return _left_for_nowhere()
    if mail.state == MailState.FAILED or mail.error:
        return _server_verdict(trial, mail)
    return _acceptance(trial) if mail.state == MailState.SENT else _waiting()


def _left_for_nowhere() -> Finding:
    return Finding(
        _("Il n’est parti nulle part : aucun serveur d’envoi n’est donné."),
        look_at=[
            _(
                "Donnez BOCAGE_EMAIL_URL au serveur, comme "
                "smtp://compte:mot-de-passe@smtp.fournisseur.fr:587, puis redémarrez Bocage."
            )
        ],
        is_wrong=True,
    )


def _acceptance(trial: MailTrial) -> Finding:
    """Returns the finding for a mail accepted by the server: other servers and spam filters
    remain."""
    return Finding(
        _("Le serveur d’envoi l’a pris. Il devrait arriver dans la minute."),
        look_at=[
            _("Regardez dans les indésirables : l’y trouver est déjà une réponse."),
            _spf(trial),
            _same_domain(),
        ],
    )


def _waiting() -> Finding:
    if worker_was_heard():
        return Finding(_("Il part dans quelques secondes."))
    return Finding(
        _("Il attend : le service qui envoie ne donne pas signe de vie."),
        look_at=[_("Sur le serveur, « bocage up » ou « bocage worker » doit fonctionner.")],
        is_wrong=True,
    )


def _server_verdict(trial: MailTrial, mail: OutgoingMail) -> Finding:
    """Returns the finding for a failed mail, by the type of the server's (or network's)
    response."""
    words = mail.error
    looks = {
        CREDENTIALS: [
            _(
                "Le compte ou le mot de passe de BOCAGE_EMAIL_URL : certains fournisseurs en "
                "demandent un propre aux applications."
            )
        ],
        CERTIFICATE: [
            _(
                "Le chiffrement : smtp:// (port 587) commence en clair puis chiffre, smtps:// "
                "(port 465) chiffre d’emblée."
            )
        ],
        NETWORK: [
            _("Le nom du serveur et le port de BOCAGE_EMAIL_URL : 587, ou 465 avec smtps://."),
            _(
                "Bien des hébergeurs ferment le port 25, parfois 587 : demandez-leur, ou essayez "
                "465."
            ),
        ],
        SENDER: [
            _("Le serveur d’envoi permet-il d’écrire depuis %(sender)s ?")
            % {"sender": trial.sender},
            _spf(trial),
        ],
    }
    findings = next(
        (look for pattern, look in looks.items() if pattern.search(words)), [_spf(trial)]
    )
    sentence = (
        _("Le serveur d’envoi l’a refusé.")
        if mail.state == MailState.FAILED
        else _("Il n’est pas parti, et sera réessayé.")
    )
    return Finding(sentence, without_secrets(words), findings, is_wrong=True)


def without_secrets(words: str) -> str:
    """Returns a response that may be displayed: short, and without the account and the password of
    the environment, in case a server repeats them."""
    try:
        server = MailServer.from_url(settings.BOCAGE.email_url)
    except ValueError:
        return words[:LONGEST_ANSWER]
    for secret in (server.password, server.username):
        if secret:
            words = words.replace(secret, HIDDEN)
    return words[:LONGEST_ANSWER]


def _domain(trial: MailTrial) -> str:
    return trial.sender.rpartition("@")[2]


def _spf(trial: MailTrial) -> str:
    return _(
        "SPF, DKIM et DMARC : « bocage doctor --mail %(domain)s » lit ce que le domaine publie, et "
        "dit quoi publier."
    ) % {"domain": _domain(trial)}


def _same_domain() -> str:
    return _("L’adresse d’envoi doit être d’un domaine pour lequel ce serveur peut écrire.")
