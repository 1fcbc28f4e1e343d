"""The addresses of what learners say, and of mentors."""

from django.urls import path

from bocage.training.views import following, mentors, own_course

ONE = "espace/formations/promotions/<uuid:cohort_id>/"
MENTORSHIP = "formations/mentorats/<uuid:mentorship_id>/"

urlpatterns = [
    path(
        "formations/les-miennes/<uuid:enrolment_id>/besoins/",
        own_course.needs_say,
        name="needs_say",
    ),
    path("formations/avis/<str:token>/", own_course.satisfaction, name="satisfaction"),
    path("formations/nouvelles/<str:token>/", own_course.outcome, name="outcome"),
    path(
        "espace/formations/<uuid:programme_id>/organisme/",
        following.provider_write,
        name="provider_write",
    ),
    path(f"{ONE}suivi/", following.cohort_follow, name="cohort_follow"),
    path(
        "espace/formations/suivis/<uuid:outcome_id>/", following.outcome_note, name="outcome_note"
    ),
    path(f"{ONE}mentors/", following.cohort_mentors, name="cohort_mentors"),
    path(
        "espace/formations/inscriptions/<uuid:enrolment_id>/mentor/",
        following.mentor_propose,
        name="mentor_propose",
    ),
    path("formations/mentors/", mentors.mentor_offer, name="mentor_offer"),
    path("formations/mentors/arreter/", mentors.mentor_stop, name="mentor_stop"),
    path(MENTORSHIP, mentors.mentorship, name="mentorship"),
    path(f"{MENTORSHIP}repondre/", mentors.mentorship_answer, name="mentorship_answer"),
    path(f"{MENTORSHIP}noter/", mentors.mentorship_note, name="mentorship_note"),
    path(f"{MENTORSHIP}terminer/", mentors.mentorship_end, name="mentorship_end"),
]
