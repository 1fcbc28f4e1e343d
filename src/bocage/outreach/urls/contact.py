"""« Gardons le contact », the booth, and what prospects see of their own record."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import booths, contact, own_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("gardons-le-contact/", contact.contact, name="contact"),
    path("gardons-le-contact/merci/", contact.contact_thanks, name="contact_thanks"),
    path("gardons-le-contact/encart/", contact.contact_embed, name="contact_embed"),
    path(
        "gardons-le-contact/encart/merci/",
        contact.contact_embed_thanks,
        name="contact_embed_thanks",
    ),
    path("ce-que-vous-recevez/<str:token>/", own_page.own_page, name="prospect_own_page"),
    path("ce-que-vous-recevez/<str:token>/effacer/", own_page.erase_me, name="prospect_erase_me"),
    path("stand/<str:token>/", booths.booth, name="booth"),
    path("stand/<str:token>/envoi/", booths.booth_send, name="booth_send"),
    path("stand/<str:token>/agent.js", booths.booth_agent, name="booth_agent"),
]
