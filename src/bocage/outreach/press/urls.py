"""The addresses of the press kit."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.outreach.press import views

urlpatterns: list[URLPattern | URLResolver] = [
    route("presse/", views.press),
    route("presse/dossier.pdf", views.press_document),
    route("presse/dossier.zip", views.press_files),
    route("presse/chiffres.<campaign_table_kind:extension>", views.press_figures),
]
