"""Preparation of an instance before it serves: database and static files of the code's version."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext as _

from bocage.foundation.db.statistics import analyze_changed_tables
from bocage.foundation.db.web_role import ensure_web_role
from bocage.foundation.files.static_files import collect_if_changed
from bocage.foundation.monitoring.health import migrations

Report = Callable[[str, str], None]
"""Function that receives each finished step: an event for logs, a sentence for a person."""


def prepare(report: Report) -> None:
    """Applies the migrations that are missing, gathers the static files where they changed, and the
    statistics of the tables that did.
    """
    if migrations.missing():
        report("migrating", _("Mise à jour de la base de données…"))
        with translation.override(settings.LANGUAGE_CODE):
            call_command("migrate", interactive=False, verbosity=0)
    else:
        # A database that was restored, or moved to another server, has lost its grants.
        ensure_web_role()
    if collect_if_changed():
        report("static_files_collected", _("Les fichiers statiques sont prêts."))
    analyze_changed_tables()
