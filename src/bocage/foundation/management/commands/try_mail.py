"""`bocage try_mail ADDRESS`: sends one mail now, and prints the answer of the mail server."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.mail import send_mail
from bocage.foundation.mail.delivery import DeliveryPostponed, deliver
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models.mail import MailState


class Command(BaseCommand):
    help = "Sends one mail now to an address, and says what the mail server answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--language", default="fr", choices=list(dict(settings.LANGUAGES)))

    def handle(self, *_args: Any, address: str, language: str, **_options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        mail = send_mail(DeliveryCheck(requested_at=timezone.now()), to=address, language=language)
        if mail is None:
            return
        try:
            deliver(mail.pk)
        except DeliveryPostponed as postponed:
            raise CommandError(
                _("Le courriel n’est pas parti, et sera réessayé : %s") % postponed
            ) from postponed
        mail.refresh_from_db()
        if mail.state == MailState.FAILED:
            raise CommandError(_("Le serveur refuse ce courriel : %s") % mail.error)
        if mail.state == MailState.KEPT:
            self.stdout.write(
                _("BOCAGE_EMAIL_URL est vide : le courriel est gardé, et ne part nulle part.")
            )
        else:
            self.stdout.write(_("Le serveur a pris le courriel."))
