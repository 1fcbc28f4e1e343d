"""The addresses of what learners say."""

from bocage.foundation.http.routes import route
from bocage.training.views import following, own_course

ONE = "espace/formations/promotions/<uuid:cohort_id>/"

urlpatterns = [
    route("formations/les-miennes/<uuid:enrolment_id>/", own_course.own_course),
    route("formations/les-miennes/<uuid:enrolment_id>/besoins/", own_course.needs_say),
    route("formations/avis/<str:token>/", own_course.satisfaction),
    route("formations/nouvelles/<str:token>/", own_course.outcome),
    route(f"{ONE}suivi/", following.cohort_follow),
    route("espace/formations/suivis/<uuid:outcome_id>/", following.outcome_note),
]
