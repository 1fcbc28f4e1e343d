"""The addresses of the press kit."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import press

urlpatterns: list[URLPattern | URLResolver] = [
    path("presse/", press.press, name="press"),
    path("presse/dossier.pdf", press.press_document, name="press_document"),
    path("presse/dossier.zip", press.press_files, name="press_files"),
    path(
        "presse/chiffres.<campaign_table_kind:extension>",
        press.press_figures,
        name="press_figures",
    ),
]
