"""URLs of the figures of the welcome."""

from bocage.foundation.http.routes import route
from bocage.welcome.figures import views

urlpatterns = [
    route("espace/accueil/chiffres/", views.welcome_figures),
    route("espace/accueil/chiffres/chiffres.csv", views.welcome_figures_csv),
    route("espace/accueil/chiffres/chiffres.xlsx", views.welcome_figures_workbook),
]
