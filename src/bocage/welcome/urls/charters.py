"""The charter of a commune, its commitments, and the table of all communes."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import charters

CHARTER = "espace/communes/<str:code>/charte/"
COMMITMENT = "espace/communes/engagements/<uuid:commitment_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(
        "espace/communes/", charters.communes_table, name="communes_table", file="communes"
    ),
    path(f"{COMMITMENT}date/", charters.commitment_postpone, name="commitment_postpone"),
    path(f"{COMMITMENT}fait/", charters.commitment_done, name="commitment_done"),
    path(f"{COMMITMENT}rouvrir/", charters.commitment_reopen, name="commitment_reopen"),
    path(CHARTER, charters.commune_charter, name="commune_charter"),
    path(f"{CHARTER}signer/", charters.charter_sign, name="charter_sign"),
    path(f"{CHARTER}demander/", charters.charter_ask, name="charter_ask"),
    path(f"{CHARTER}reprendre/", charters.charter_withdraw, name="charter_withdraw"),
    path(f"{CHARTER}engagement/", charters.commitment_add, name="commitment_add"),
    path(f"{CHARTER}charte.pdf", charters.charter_paper, name="charter_paper"),
    path("charte/<str:token>/", charters.charter_sign_signed, name="charter_sign_signed"),
]
