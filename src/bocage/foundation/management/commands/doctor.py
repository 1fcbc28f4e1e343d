"""`bocage doctor`: says what is missing or wrong in the configuration, in words."""

import sys
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bocage.foundation import up
from bocage.foundation.doctor import Finding, Verdict, examine, wrong
from bocage.foundation.operator_errors import OperatorError
from bocage.foundation.terminal import speak_as_terminal


class Command(BaseCommand):
    help = "Says what is missing or wrong in this instance. Fails when something is wrong."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        speak_as_terminal()
        with ExitStack() as database:
            try:
                database.enter_context(up.database(settings.BOCAGE))
            except OperatorError as error:
                findings = [wrong(str(error))]
            else:
                findings = []
            findings += examine(settings.BOCAGE)
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
