"""The addresses of what learners say, and of mentors."""

from bocage.foundation.http.routes import route
from bocage.training.views import following, mentors, own_course

ONE = "espace/formations/promotions/<uuid:cohort_id>/"
MENTORSHIP = "formations/mentorats/<uuid:mentorship_id>/"

urlpatterns = [
    route("formations/les-miennes/<uuid:enrolment_id>/besoins/", own_course.needs_say),
    route("formations/avis/<str:token>/", own_course.satisfaction),
    route("formations/nouvelles/<str:token>/", own_course.outcome),
    route("espace/formations/<uuid:programme_id>/organisme/", following.provider_write),
    route(f"{ONE}suivi/", following.cohort_follow),
    route("espace/formations/suivis/<uuid:outcome_id>/", following.outcome_note),
    route(f"{ONE}mentors/", following.cohort_mentors),
    route("espace/formations/inscriptions/<uuid:enrolment_id>/mentor/", following.mentor_propose),
    route("formations/mentors/", mentors.mentor_offer),
    route("formations/mentors/arreter/", mentors.mentor_stop),
    route(MENTORSHIP, mentors.mentorship),
    route(f"{MENTORSHIP}repondre/", mentors.mentorship_answer),
    route(f"{MENTORSHIP}noter/", mentors.mentorship_note),
    route(f"{MENTORSHIP}terminer/", mentors.mentorship_end),
]
