from django.apps import AppConfig

from bocage.foundation.subjects import discover


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Finds what each subject adds to the board, to a project and to a commune."""
        discover(
            "board_filters",
            "entry_conditions",
            "project_page",
            "commune_page",
        )
