"""The addresses of cohorts, their sessions and learners."""

from bocage.foundation.http.routes import route
from bocage.training.cohorts.views import cohorts, learners, own, sessions

COHORT = "espace/formations/promotions/<uuid:cohort_id>/"
SESSION = f"{COHORT}seances/<uuid:session_id>/"

urlpatterns = [
    route("formations/les-miennes/", own.own_training),
    route("formations/les-miennes/agenda/", own.own_training_calendar),
    route("formations/agendas/<slug:token>.ics", own.own_training_feed),
    route("formations/promotions/<uuid:cohort_id>.ics", cohorts.cohort_feed),
    route("espace/formations/<uuid:programme_id>/promotions/nouvelle/", cohorts.cohort_plan),
    route(COHORT, cohorts.cohort_manage),
    route(f"{COHORT}changer/", cohorts.cohort_change),
    route(f"{COHORT}etape/", cohorts.cohort_lead),
    route(f"{COHORT}rouvrir/", cohorts.cohort_reopen),
    route(f"{COHORT}maintenir/", cohorts.cohort_run_small),
    route(f"{COHORT}reporter/", cohorts.cohort_put_off),
    route(f"{COHORT}annuler/", cohorts.cohort_cancel),
    route(f"{COHORT}seances/", sessions.cohort_sessions),
    route(f"{COHORT}seances/nouvelles/", sessions.cohort_sessions_plan),
    route(f"{SESSION}deplacer/", sessions.cohort_session_move),
    route(f"{SESSION}annuler/", sessions.cohort_session_cancel),
    route(f"{COHORT}inscrits/", learners.cohort_learners),
    route(f"{COHORT}inscrits/<uuid:enrolment_id>/identite/", learners.enrolment_identity),
    route(f"{COHORT}inscrits/<uuid:enrolment_id>/terminer/", learners.enrolment_end),
]
