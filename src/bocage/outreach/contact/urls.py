"""URLs of « Gardons le contact », of booths, and of prospects' own pages."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.outreach.contact.views import booth_team, booths, contact, own_page

urlpatterns: list[URLPattern | URLResolver] = [
    route("gardons-le-contact/", contact.contact),
    route("gardons-le-contact/merci/", contact.contact_thanks),
    route("gardons-le-contact/encart/", contact.contact_embed),
    route("gardons-le-contact/encart/merci/", contact.contact_embed_thanks),
    path("ce-que-vous-recevez/<str:token>/", own_page.own_page, name="prospect_own_page"),
    path("ce-que-vous-recevez/<str:token>/effacer/", own_page.erase_me, name="prospect_erase_me"),
    route("stand/<str:token>/", booths.booth),
    route("stand/<str:token>/envoi/", booths.booth_send),
    route("stand/<str:token>/agent.js", booths.booth_agent),
    route("espace/campagnes/<uuid:pk>/stands/", booth_team.booth_list),
    route("espace/stands/<uuid:pk>/fermer/", booth_team.booth_close),
    route("espace/stands/<uuid:pk>/rouvrir/", booth_team.booth_reopen),
]
