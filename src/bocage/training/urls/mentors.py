"""The addresses of mentors."""

from bocage.foundation.http.routes import route
from bocage.training.views import following, mentors

MENTORSHIP = "formations/mentorats/<uuid:mentorship_id>/"

urlpatterns = [
    route("espace/formations/promotions/<uuid:cohort_id>/mentors/", following.cohort_mentors),
    route("espace/formations/inscriptions/<uuid:enrolment_id>/mentor/", following.mentor_propose),
    route("formations/mentors/", mentors.mentor_offer),
    route("formations/mentors/arreter/", mentors.mentor_stop),
    route(MENTORSHIP, mentors.mentorship),
    route(f"{MENTORSHIP}repondre/", mentors.mentorship_answer),
    route(f"{MENTORSHIP}noter/", mentors.mentorship_note),
    route(f"{MENTORSHIP}terminer/", mentors.mentorship_end),
]
