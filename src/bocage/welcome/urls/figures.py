"""The addresses of the figures of the welcome."""

from bocage.foundation.http.routes import route
from bocage.welcome.views import figures

urlpatterns = [
    route("espace/accueil/chiffres/", figures.welcome_figures),
    route("espace/accueil/chiffres/chiffres.csv", figures.welcome_figures_csv),
    route("espace/accueil/chiffres/chiffres.xlsx", figures.welcome_figures_workbook),
]
