"""The addresses of a household's own page."""

from django.urls import path

from bocage.welcome.views import own_endings, own_project

urlpatterns = [
    path("mon-projet/", own_project.own_project, name="own_project"),
    path(
        "mon-projet/demarches/<uuid:task_id>/faite/",
        own_project.own_task_done,
        name="own_task_done",
    ),
    path(
        "mon-projet/demarches/<uuid:task_id>/a-faire/",
        own_project.own_task_undone,
        name="own_task_undone",
    ),
    path("mon-projet/ecrire/", own_project.own_project_write, name="own_project_write"),
    path(
        "mon-projet/accords/<slug:use>/donner/",
        own_project.own_consent_give,
        name="own_consent_give",
    ),
    path(
        "mon-projet/accords/<slug:use>/reprendre/",
        own_project.own_consent_withdraw,
        name="own_consent_withdraw",
    ),
    path("mon-projet/menage/inviter/", own_project.own_adult_invite, name="own_adult_invite"),
    path(
        "mon-projet/menage/<uuid:invitation_id>/reprendre/",
        own_project.own_invitation_take_back,
        name="own_invitation_take_back",
    ),
    path("mon-projet/menage/quitter/", own_project.own_household_leave, name="own_household_leave"),
    path("mon-projet/reponses/<slug:step>/", own_project.own_answers, name="own_answers"),
    path("mon-projet/pause/", own_endings.own_project_pause, name="own_project_pause"),
    path("mon-projet/fermer/", own_endings.own_project_close, name="own_project_close"),
    path("mon-projet/reprendre/", own_endings.own_project_resume, name="own_project_resume"),
    path("mon-projet/effacer/", own_endings.own_project_erase, name="own_project_erase"),
]
