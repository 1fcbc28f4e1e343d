from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from bocage.foundation.ops import translations


class Command(BaseCommand):
    """Command that extracts, compiles or checks the catalogues of the rooms (`bocage
    translations`).
    """

    help = "Extract, compile or check the translations of every room, or of those named."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["extract", "compile", "check"])
        parser.add_argument("rooms", nargs="*", help="Names of rooms; all of them by default.")

    def handle(self, *, action: str, rooms: list[str], **_options: Any) -> None:
        faults = 0
        for room in self._folders(rooms):
            if action == "extract":
                translations.update_room(room)
            elif action == "compile":
                translations.compile_room(room)
            else:
                faults += self._report(room)
        if action == "check":
            faults += self._report_of_two_ways(self._folders(rooms))
        if faults:
            raise CommandError(
                f"{faults} messages are not whole in English, or not set as French is."
            )

    def _folders(self, names: list[str]) -> list[Path]:
        folders = {
            config.label: Path(config.path)
            for config in apps.get_app_configs()
            if config.name.startswith("bocage.")
        }
        unknown = set(names) - folders.keys()
        if unknown:
            raise CommandError(f"There is no room named {', '.join(sorted(unknown))}.")
        return [folders[name] for name in names or sorted(folders)]

    def _report_of_two_ways(self, rooms: list[Path]) -> int:
        sentences = list(translations.conflicting_translations(rooms))
        for sentence in sentences:
            self.stderr.write(f"two ways to tell: {sentence}")
        return len(sentences)

    def _report(self, room: Path) -> int:
        problems = translations.problems_of(room)
        faults = 0
        for kind, messages in vars(problems).items():
            for message in messages:
                faults += 1
                self.stderr.write(f"{room.name}: {kind.replace('_', ' ')}: {message}")
        return faults
