"""The addresses of the figures of the welcome."""

from django.urls import path

from bocage.welcome.views import figures

urlpatterns = [
    path("espace/accueil/chiffres/", figures.welcome_figures, name="welcome_figures"),
    path(
        "espace/accueil/chiffres/chiffres.csv",
        figures.welcome_figures_csv,
        name="welcome_figures_csv",
    ),
    path(
        "espace/accueil/chiffres/chiffres.xlsx",
        figures.welcome_figures_workbook,
        name="welcome_figures_workbook",
    ),
]
