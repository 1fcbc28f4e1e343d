"""`bocage first_steps`: prints the one-time link by which the server's operator takes the
instance."""

from argparse import SUPPRESS, ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bocage.first_steps.errors import InstanceTaken
from bocage.first_steps.operations.ownership import has_an_administrator, make_owner_link


class Command(BaseCommand):
    help = (
        "Prints the link by which whoever keeps the server becomes the administrator of an "
        "instance that has none. It serves once, within a day; a new one replaces it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default="fr", choices=list(dict(settings.LANGUAGES)))
        # Used by `bocage up` only: prints nothing if there is nothing to do, and no link in a log.
        parser.add_argument("--at-start", action="store_true", help=SUPPRESS)
        parser.add_argument("--without-link", action="store_true", help=SUPPRESS)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["at_start"] and has_an_administrator():
            return
        introduction = (
            _("Personne ne peut encore y entrer autrement. Pour revenir dans cette instance :")
            if has_an_administrator()
            else _("Cette instance n’est encore à personne. Pour la prendre :")
        )
        if options["without_link"]:
            self.stdout.write(f"{introduction} bocage first_steps")
            return
        try:
            link = make_owner_link(language=options["language"])
        except InstanceTaken as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(introduction)
        self.stdout.write(f"\n    {link}\n\n")
        self.stdout.write(_("Ce lien sert une fois, pendant un jour. Ne le donnez à personne."))
