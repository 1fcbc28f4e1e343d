"""The addresses of the figures of the course."""

from bocage.foundation.http.routes import route
from bocage.training.views import figures

urlpatterns = [
    route("espace/formations/chiffres/", figures.training_figures),
    route("espace/formations/chiffres.csv", figures.training_figures_table),
]
