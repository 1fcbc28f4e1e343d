from django.apps import AppConfig

from bocage.foundation.subjects import discover


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Discovers the modules by which each subject extends the board, projects and communes."""
        discover(
            "board_filters",
            "entry_conditions",
            "project_page",
            "commune_page",
        )
