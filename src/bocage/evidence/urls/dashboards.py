"""The addresses of dashboards and of their targets."""

from django.urls import URLPattern, URLResolver, register_converter
from django.urls.converters import StringConverter

from bocage.evidence.dashboards.kinds import BY_WORD
from bocage.evidence.views import dashboards, targets
from bocage.foundation.http.routes import route


class KindWord(StringConverter):
    """A kind of dashboard."""

    regex = "|".join(BY_WORD)


class GroundKey(StringConverter):
    """The key of a ground: a code, a number, an identifier or the words of a page."""

    regex = "[0-9A-Za-z-]{1,120}"


class IndicatorName(StringConverter):
    """The name of an indicator."""

    regex = "[0-9a-z_]{1,60}"


register_converter(KindWord, "dashboard_kind")
register_converter(GroundKey, "ground_key")
register_converter(IndicatorName, "indicator_name")

ROOT = "espace/tableau-de-bord/"
DASHBOARD = f"{ROOT}<dashboard_kind:kind>/<ground_key:key>/"
TARGET = f"{DASHBOARD}objectifs/<indicator_name:name>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(ROOT, dashboards.dashboards),
    route(DASHBOARD, dashboards.dashboard),
    route(f"{DASHBOARD}objectifs/", targets.dashboard_targets),
    route(TARGET, targets.dashboard_target),
    route(f"{TARGET}fin/", targets.dashboard_target_end),
]
