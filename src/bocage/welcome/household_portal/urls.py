"""URLs of a household's own page, and of the portraits of the people who accompany it."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.household_portal.views import endings, own_project, portraits

urlpatterns: list[URLPattern | URLResolver] = [
    route("mon-projet/", own_project.own_project),
    route("mon-projet/demarches/<uuid:task_id>/faite/", own_project.own_task_done),
    route("mon-projet/demarches/<uuid:task_id>/a-faire/", own_project.own_task_undone),
    route("mon-projet/ecrire/", own_project.own_project_write),
    route("mon-projet/accords/<slug:use>/donner/", own_project.own_consent_give),
    route("mon-projet/accords/<slug:use>/reprendre/", own_project.own_consent_withdraw),
    route("mon-projet/menage/inviter/", own_project.own_adult_invite),
    route(
        "mon-projet/menage/<uuid:invitation_id>/reprendre/", own_project.own_invitation_take_back
    ),
    route("mon-projet/menage/quitter/", own_project.own_household_leave),
    route("mon-projet/reponses/<slug:step>/", own_project.own_answers),
    route("mon-projet/pause/", endings.own_project_pause),
    route("mon-projet/fermer/", endings.own_project_close),
    route("mon-projet/reprendre/", endings.own_project_resume),
    route("mon-projet/effacer/", endings.own_project_erase),
    route("mon-projet/visages/<uuid:person_id>/", portraits.face),
]
