"""The tasks that stages open in a département."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import task_templates

BASE = "espace/accueil/taches/"
DEPARTEMENT = f"{BASE}<slug:code>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, task_templates.task_templates, name="task_templates"),
    path(DEPARTEMENT, task_templates.task_template_list, name="task_template_list"),
    path(f"{DEPARTEMENT}ajouter/", task_templates.task_template_add, name="task_template_add"),
    path(
        f"{DEPARTEMENT}modele/<slug:name>/",
        task_templates.task_template_change,
        name="task_template_change",
    ),
    path(
        f"{DEPARTEMENT}modele/<slug:name>/<slug:gesture>/",
        task_templates.task_template_gesture,
        name="task_template_gesture",
    ),
]
