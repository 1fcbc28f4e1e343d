"""URLs of learners' questionnaires."""

from bocage.foundation.http.routes import route
from bocage.training.learning import views

COHORT = "espace/formations/promotions/<uuid:cohort_id>/"

urlpatterns = [
    route("formations/les-miennes/<uuid:enrolment_id>/", views.own_course),
    route("formations/les-miennes/<uuid:enrolment_id>/besoins/", views.needs_form),
    route("formations/avis/<str:token>/", views.satisfaction),
    route("formations/nouvelles/<str:token>/", views.outcome),
    route(f"{COHORT}suivi/", views.cohort_follow),
    route("espace/formations/suivis/<uuid:outcome_id>/", views.outcome_note),
]
