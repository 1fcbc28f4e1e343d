"""`bocage report_upgrade`: reports an upgrade to the operator; called by `bocage upgrade`."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from bocage.foundation.instance import current_instance
from bocage.foundation.mail import send_mail
from bocage.foundation.mails import UpgradeReport
from bocage.foundation.ops.configuration import Configuration


class Command(BaseCommand):
    help = "Called by `bocage upgrade` with what it found: never by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outcome", help="as `bocage upgrade` prints it")

    def handle(self, *_arguments: Any, outcome: str, **_options: Any) -> None:
        configuration: Configuration = settings.BOCAGE
        address = configuration.operator_email or current_instance().contact_email
        if not address:
            return
        report = json.loads(outcome)
        serves = report["after"] if report["verdict"] == "upgraded" else report["before"]
        send_mail(
            UpgradeReport(
                before=report["before"],
                after=report["after"],
                serves=serves,
                step=report["step"],
                reason=report["reason"],
            ),
            to=address,
            language=settings.LANGUAGE_CODE,
        )
