from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WelcomeConfig(AppConfig):
    name = "bocage.welcome"
    label = "welcome"

    def ready(self) -> None:
        """Finds what each subject tells of a project."""
        autodiscover_modules("timeline_sources", "project_sections", "entry_conditions")
