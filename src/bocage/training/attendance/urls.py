"""URLs of attendance, its documents, and teaching materials."""

from bocage.foundation.http.routes import route
from bocage.training.attendance.views import materials, papers, registers, signing

COHORT = "espace/formations/promotions/<uuid:cohort_id>/"
SESSION = "espace/formations/seances/<uuid:session_id>/"
ENROLMENT = "formations/les-miennes/<uuid:enrolment_id>/"

urlpatterns = [
    route("formations/code/<str:token>/", signing.attendance_code),
    route("formations/seances/<uuid:session_id>/emarger/", signing.session_sign),
    route(f"{SESSION}emargement/", registers.session_attendance),
    route(f"{SESSION}signer/<str:key>/", signing.session_sign_for),
    route(f"{SESSION}code/", signing.session_code),
    route(f"{SESSION}noter/<str:key>/", registers.session_note),
    route(f"{SESSION}feuille.pdf", registers.session_sheet),
    route(f"{SESSION}feuilles/ajouter/", registers.session_sheet_add),
    route(f"{SESSION}feuilles/<uuid:sheet_id>/", registers.session_sheet_file),
    route(f"{SESSION}supports/ajouter/", materials.material_add),
    route(f"{SESSION}supports/<uuid:material_id>/retirer/", materials.material_remove),
    route(
        "formations/seances/<uuid:session_id>/supports/<uuid:material_id>/", materials.material_file
    ),
    route(f"{COHORT}emargement/", registers.cohort_attendance),
    route(f"{COHORT}archive.zip", papers.cohort_archive),
    route(f"{COHORT}documents/", papers.cohort_papers),
    route(f"{COHORT}documents/convoquer/", papers.cohort_convoke),
    route(f"{ENROLMENT}documents/<slug:paper>.pdf", papers.enrolment_paper),
]
