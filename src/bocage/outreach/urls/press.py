"""The addresses of the press kit."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.outreach.views import press

urlpatterns: list[URLPattern | URLResolver] = [
    route("presse/", press.press),
    route("presse/dossier.pdf", press.press_document),
    route("presse/dossier.zip", press.press_files),
    route("presse/chiffres.<campaign_table_kind:extension>", press.press_figures),
]
