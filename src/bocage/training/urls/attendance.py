"""The addresses of attendance, its papers, and what a session is taught with."""

from django.urls import path

from bocage.training.views import following, own_course, registers, signing

ONE = "espace/formations/promotions/<uuid:cohort_id>/"
SESSION = "espace/formations/seances/<uuid:session_id>/"
OWN = "formations/les-miennes/<uuid:enrolment_id>/"

urlpatterns = [
    path("formations/code/<str:token>/", signing.attendance_code, name="attendance_code"),
    path(
        "formations/seances/<uuid:session_id>/emarger/", signing.session_sign, name="session_sign"
    ),
    path(f"{SESSION}emargement/", registers.session_attendance, name="session_attendance"),
    path(f"{SESSION}signer/<str:who>/", signing.session_sign_for, name="session_sign_for"),
    path(f"{SESSION}code/", signing.session_code, name="session_code"),
    path(f"{SESSION}noter/<str:who>/", registers.session_note, name="session_note"),
    path(f"{SESSION}feuille.pdf", registers.session_sheet, name="session_sheet"),
    path(f"{SESSION}feuilles/ajouter/", registers.session_sheet_add, name="session_sheet_add"),
    path(
        f"{SESSION}feuilles/<uuid:sheet_id>/",
        registers.session_sheet_file,
        name="session_sheet_file",
    ),
    path(f"{SESSION}supports/ajouter/", registers.material_add, name="material_add"),
    path(
        f"{SESSION}supports/<uuid:material_id>/retirer/",
        registers.material_remove,
        name="material_remove",
    ),
    path(
        "formations/seances/<uuid:session_id>/supports/<uuid:material_id>/",
        registers.material_file,
        name="material_file",
    ),
    path(f"{ONE}emargement/", registers.cohort_attendance, name="cohort_attendance"),
    path(f"{ONE}archive.zip", registers.cohort_archive, name="cohort_archive"),
    path(f"{ONE}documents/", following.cohort_papers, name="cohort_papers"),
    path(f"{ONE}documents/convoquer/", following.cohort_convoke, name="cohort_convoke"),
    path(OWN, own_course.own_course, name="own_course"),
    path(f"{OWN}documents/<slug:paper>.pdf", own_course.enrolment_paper, name="enrolment_paper"),
]
