from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Finds what each subject tells of a project, and of a commune."""
        autodiscover_modules("timeline_sources", "project_sections", "entry_conditions")
        autodiscover_modules("paper_sources")
        autodiscover_modules("own_commune_sections", "welcoming_criteria", "suitability_signs")
