"""The addresses of cohorts, their sessions and learners."""

from django.urls import path

from bocage.training.views import cohorts, learners, own, sessions

ONE = "espace/formations/promotions/<uuid:cohort_id>/"
SESSION = f"{ONE}seances/<uuid:session_id>/"

urlpatterns = [
    path("formations/les-miennes/", own.own_training, name="own_training"),
    path("formations/les-miennes/agenda/", own.own_training_calendar, name="own_training_calendar"),
    path("formations/agendas/<slug:token>.ics", own.own_training_feed, name="own_training_feed"),
    path("formations/promotions/<uuid:cohort_id>.ics", cohorts.cohort_feed, name="cohort_feed"),
    path(
        "espace/formations/<uuid:programme_id>/promotions/nouvelle/",
        cohorts.cohort_plan,
        name="cohort_plan",
    ),
    path(ONE, cohorts.cohort_manage, name="cohort_manage"),
    path(f"{ONE}changer/", cohorts.cohort_change, name="cohort_change"),
    path(f"{ONE}etape/", cohorts.cohort_lead, name="cohort_lead"),
    path(f"{ONE}rouvrir/", cohorts.cohort_reopen, name="cohort_reopen"),
    path(f"{ONE}maintenir/", cohorts.cohort_keep_small, name="cohort_keep_small"),
    path(f"{ONE}reporter/", cohorts.cohort_put_off, name="cohort_put_off"),
    path(f"{ONE}annuler/", cohorts.cohort_cancel, name="cohort_cancel"),
    path(f"{ONE}seances/", sessions.cohort_sessions, name="cohort_sessions"),
    path(f"{ONE}seances/nouvelles/", sessions.cohort_sessions_plan, name="cohort_sessions_plan"),
    path(f"{SESSION}deplacer/", sessions.cohort_session_move, name="cohort_session_move"),
    path(f"{SESSION}annuler/", sessions.cohort_session_cancel, name="cohort_session_cancel"),
    path(f"{ONE}inscrits/", learners.cohort_learners, name="cohort_learners"),
    path(
        f"{ONE}inscrits/<uuid:enrolment_id>/identite/",
        learners.enrolment_identity,
        name="enrolment_identity",
    ),
    path(
        f"{ONE}inscrits/<uuid:enrolment_id>/terminer/",
        learners.enrolment_end,
        name="enrolment_end",
    ),
]
