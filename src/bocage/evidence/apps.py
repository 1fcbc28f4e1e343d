from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "bocage.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Reads each theme of indicators, so that the registry is whole; offers editors a block."""
        package = import_module("bocage.evidence.indicators")
        for module in iter_modules(package.__path__):
            import_module(f"bocage.evidence.indicators.{module.name}")
        import_module("bocage.evidence.editorial_blocks")
