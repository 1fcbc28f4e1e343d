"""The addresses of mentors."""

from bocage.foundation.http.routes import route
from bocage.training.mentoring import views

MENTORSHIP = "formations/mentorats/<uuid:mentorship_id>/"

urlpatterns = [
    route("espace/formations/promotions/<uuid:cohort_id>/mentors/", views.cohort_mentors),
    route("espace/formations/inscriptions/<uuid:enrolment_id>/mentor/", views.mentor_propose),
    route("formations/mentors/", views.mentor_offer),
    route("formations/mentors/arreter/", views.mentor_stop),
    route(MENTORSHIP, views.mentorship),
    route(f"{MENTORSHIP}repondre/", views.mentorship_answer),
    route(f"{MENTORSHIP}noter/", views.mentorship_note),
    route(f"{MENTORSHIP}terminer/", views.mentorship_end),
]
