"""Addresses of the editorial pages that the product itself links to."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.outreach.views import editorial

urlpatterns: list[URLPattern | URLResolver] = [
    route("", editorial.home),
    route("accessibilite/", editorial.accessibility),
    route("donnees-personnelles/", editorial.personal_data),
    route("a-propos/", editorial.about),
    path("actualites.atom", editorial.news, name="news_feed"),
    route("robots.txt", editorial.robots),
    path("media/images/<str:name>", editorial.picture, name="editorial_picture"),
    path(
        "media/partage/<int:page_id>-<slug:digest>.png",
        editorial.social_picture_of,
        name="social_picture",
    ),
]
