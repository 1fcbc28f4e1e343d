"""The addresses of « Mon projet » before it is sent."""

from django.urls import path

from bocage.welcome.views import project_form

urlpatterns = [
    path("mon-projet/nouveau/", project_form.new_project, name="new_project"),
    path("mon-projet/nouveau/plus-tard/", project_form.new_project_later, name="new_project_later"),
    path("mon-projet/nouveau/envoye/", project_form.new_project_sent, name="new_project_sent"),
    path(
        "mon-projet/nouveau/reprendre/<str:token>/",
        project_form.new_project_resume,
        name="new_project_resume",
    ),
    path("mon-projet/nouveau/<slug:step>/", project_form.new_project_step, name="new_project_step"),
]
