"""The addresses of what learners say."""

from bocage.foundation.http.routes import route
from bocage.training.learning.views import learner, officer

ONE = "espace/formations/promotions/<uuid:cohort_id>/"

urlpatterns = [
    route("formations/les-miennes/<uuid:enrolment_id>/", learner.own_course),
    route("formations/les-miennes/<uuid:enrolment_id>/besoins/", learner.needs_say),
    route("formations/avis/<str:token>/", learner.satisfaction),
    route("formations/nouvelles/<str:token>/", learner.outcome),
    route(f"{ONE}suivi/", officer.cohort_follow),
    route("espace/formations/suivis/<uuid:outcome_id>/", officer.outcome_note),
]
