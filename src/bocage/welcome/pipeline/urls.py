"""URLs of the task templates of a département."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.pipeline.views import task_templates

BASE = "espace/accueil/taches/"
DEPARTEMENT = f"{BASE}<slug:code>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(BASE, task_templates.task_templates),
    route(DEPARTEMENT, task_templates.task_template_list),
    route(f"{DEPARTEMENT}ajouter/", task_templates.task_template_add),
    route(f"{DEPARTEMENT}modele/<slug:name>/", task_templates.task_template_change),
    route(f"{DEPARTEMENT}modele/<slug:name>/<slug:action>/", task_templates.task_template_action),
]
