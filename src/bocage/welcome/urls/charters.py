"""The charter of a commune, and its commitments."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.views import charters

CHARTER = "espace/communes/<str:code>/charte/"
COMMITMENT = "espace/communes/engagements/<uuid:commitment_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(f"{COMMITMENT}date/", charters.commitment_postpone),
    route(f"{COMMITMENT}fait/", charters.commitment_done),
    route(f"{COMMITMENT}rouvrir/", charters.commitment_reopen),
    route(CHARTER, charters.commune_charter),
    route(f"{CHARTER}signer/", charters.charter_sign),
    route(f"{CHARTER}demander/", charters.charter_ask),
    route(f"{CHARTER}reprendre/", charters.charter_withdraw),
    route(f"{CHARTER}engagement/", charters.commitment_add),
    route(f"{CHARTER}charte.pdf", charters.charter_paper),
    route("charte/<str:token>/", charters.charter_sign_signed),
]
