"""The addresses of mentors."""

from bocage.foundation.http.routes import route
from bocage.training.mentoring.views import mentor, officer

MENTORSHIP = "formations/mentorats/<uuid:mentorship_id>/"

urlpatterns = [
    route("espace/formations/promotions/<uuid:cohort_id>/mentors/", officer.cohort_mentors),
    route("espace/formations/inscriptions/<uuid:enrolment_id>/mentor/", officer.mentor_propose),
    route("formations/mentors/", mentor.mentor_offer),
    route("formations/mentors/arreter/", mentor.mentor_stop),
    route(MENTORSHIP, mentor.mentorship),
    route(f"{MENTORSHIP}repondre/", mentor.mentorship_answer),
    route(f"{MENTORSHIP}noter/", mentor.mentorship_note),
    route(f"{MENTORSHIP}terminer/", mentor.mentorship_end),
]
