"""The addresses of cohorts, their sessions and learners."""

from bocage.foundation.http.routes import route
from bocage.training.cohorts.views import cohorts, learners, own, sessions

ONE = "espace/formations/promotions/<uuid:cohort_id>/"
SESSION = f"{ONE}seances/<uuid:session_id>/"

urlpatterns = [
    route("formations/les-miennes/", own.own_training),
    route("formations/les-miennes/agenda/", own.own_training_calendar),
    route("formations/agendas/<slug:token>.ics", own.own_training_feed),
    route("formations/promotions/<uuid:cohort_id>.ics", cohorts.cohort_feed),
    route("espace/formations/<uuid:programme_id>/promotions/nouvelle/", cohorts.cohort_plan),
    route(ONE, cohorts.cohort_manage),
    route(f"{ONE}changer/", cohorts.cohort_change),
    route(f"{ONE}etape/", cohorts.cohort_lead),
    route(f"{ONE}rouvrir/", cohorts.cohort_reopen),
    route(f"{ONE}maintenir/", cohorts.cohort_keep_small),
    route(f"{ONE}reporter/", cohorts.cohort_put_off),
    route(f"{ONE}annuler/", cohorts.cohort_cancel),
    route(f"{ONE}seances/", sessions.cohort_sessions),
    route(f"{ONE}seances/nouvelles/", sessions.cohort_sessions_plan),
    route(f"{SESSION}deplacer/", sessions.cohort_session_move),
    route(f"{SESSION}annuler/", sessions.cohort_session_cancel),
    route(f"{ONE}inscrits/", learners.cohort_learners),
    route(f"{ONE}inscrits/<uuid:enrolment_id>/identite/", learners.enrolment_identity),
    route(f"{ONE}inscrits/<uuid:enrolment_id>/terminer/", learners.enrolment_end),
]
