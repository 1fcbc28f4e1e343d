from django.apps import AppConfig

from bocage.foundation.subjects import discover


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Finds what each subject tells of a project, and of a commune."""
        discover("timeline_sources", "project_sections", "entry_conditions", "paper_sources")
        discover("own_commune_sections", "welcoming_criteria", "suitability_signs")
