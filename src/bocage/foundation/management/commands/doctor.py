"""`bocage doctor`: reports what is missing or wrong in the configuration."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bocage.foundation.monitoring.doctor import Finding, Verdict, examine, wrong
from bocage.foundation.monitoring.mail_domain import MailDomain, examine_mail_domain
from bocage.foundation.ops import up
from bocage.foundation.ops.operator_errors import OperatorError
from bocage.foundation.ops.terminal import use_terminal_language


class Command(BaseCommand):
    help = "Says what is missing or wrong in this instance. Fails when something is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mail", metavar="DOMAIN", help="Look at a sending domain alone.")
        parser.add_argument("--selector", help="Its DKIM selector (BOCAGE_DKIM_SELECTOR).")
        parser.add_argument("--resolver", help="The server of names (BOCAGE_DNS_RESOLVER).")

    def handle(self, *_args: Any, **options: Any) -> None:
        use_terminal_language()
        if options.get("mail") is not None:
            self._print(self._of_domain(options))
            return
        with ExitStack() as database:
            try:
                database.enter_context(up.database(settings.BOCAGE))
            except OperatorError as error:
                findings = [wrong(str(error))]
            else:
                findings = []
            findings += examine(settings.BOCAGE)
        self._print(findings)

    def _of_domain(self, options: dict[str, Any]) -> list[Finding]:
        """Returns the DNS findings of a sending domain; options override the configuration."""
        configuration = settings.BOCAGE
        mail_domain = MailDomain(
            domain=options["mail"],
            selector=options.get("selector") or configuration.dkim_selector,
            sender=configuration.email_from if configuration.email_url else "",
            resolver=options.get("resolver") or configuration.dns_resolver,
        )
        return list(examine_mail_domain(mail_domain))

    def _print(self, findings: list[Finding]) -> None:
        """Prints each finding; fails if one is a problem."""
        for finding in findings:
            self.stdout.write(self.line(finding))
        mistakes = sum(finding.verdict is Verdict.WRONG for finding in findings)
        if mistakes:
            sentence = (
                ngettext("%d chose à corriger.", "%d choses à corriger.", mistakes) % mistakes
            )
            self.stdout.write("\n" + sentence)
            sys.exit(1)

    def line(self, finding: Finding) -> str:
        style = {
            Verdict.WELL: self.style.SUCCESS,
            Verdict.DOUBTFUL: self.style.WARNING,
            Verdict.WRONG: self.style.ERROR,
        }[finding.verdict]
        return f"{style(finding.verdict.value)} {finding.sentence}"
