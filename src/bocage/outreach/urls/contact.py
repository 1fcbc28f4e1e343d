"""« Gardons le contact », and what prospects see of their own record."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import own_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("ce-que-vous-recevez/<str:token>/", own_page.own_page, name="prospect_own_page"),
    path("ce-que-vous-recevez/<str:token>/effacer/", own_page.erase_me, name="prospect_erase_me"),
]
