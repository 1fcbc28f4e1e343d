from django.apps import AppConfig

from bocage.foundation.subjects import discover


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Finds what each subject adds to the board, to a project and to a commune."""
        discover("board_filters", "entry_conditions")
        discover(("timeline_sources", "project_sections", "paper_sources", "project_page"))
        discover(
            ("own_commune_sections", "welcoming_criteria", "suitability_signs", "commune_page")
        )
