"""URLs of the charter of a commune, and of its commitments."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.charters import views

CHARTER = "espace/communes/<str:code>/charte/"
COMMITMENT = "espace/communes/engagements/<uuid:commitment_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(f"{COMMITMENT}date/", views.commitment_postpone),
    route(f"{COMMITMENT}fait/", views.commitment_done),
    route(f"{COMMITMENT}rouvrir/", views.commitment_reopen),
    route(CHARTER, views.commune_charter),
    route(f"{CHARTER}signer/", views.charter_sign),
    route(f"{CHARTER}demander/", views.charter_ask),
    route(f"{CHARTER}reprendre/", views.charter_withdraw),
    route(f"{CHARTER}engagement/", views.commitment_add),
    route(f"{CHARTER}charte.pdf", views.charter_paper),
    route("charte/<str:token>/", views.charter_sign_signed),
]
