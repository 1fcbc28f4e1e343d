"""The addresses of the figures of the course."""

from bocage.foundation.http.routes import route
from bocage.training.figures import views

urlpatterns = [
    route("espace/formations/chiffres/", views.training_figures),
    route("espace/formations/chiffres.csv", views.training_figures_table),
]
