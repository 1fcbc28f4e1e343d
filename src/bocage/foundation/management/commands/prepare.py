"""`bocage prepare`: steps before the services of a version start."""

from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand

from bocage.foundation.monitoring.safety import refuse_if_unsafe
from bocage.foundation.ops.preparing import prepare

logger = structlog.get_logger("bocage.prepare")


class Command(BaseCommand):
    help = (
        "Applies the migrations that are missing and gathers the static files where they changed: "
        "for services that are supervised one by one. `bocage up` does it by itself."
    )
    requires_system_checks = []

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        refuse_if_unsafe(settings.BOCAGE)
        prepare(lambda event, _sentence: logger.info(event))
