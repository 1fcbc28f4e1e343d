"""`bocage makemigrations`: Django's, which writes a new table whole in one operation."""

from django.core.management.commands import makemigrations

from bocage.foundation.db.whole_tables import WholeTablesAutodetector


class Command(makemigrations.Command):
    help = f"{makemigrations.Command.help} A new table is written whole."
    autodetector = WholeTablesAutodetector
