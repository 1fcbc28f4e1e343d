"""Addresses of the editorial pages that the product itself links to."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.outreach.editorial import views

urlpatterns: list[URLPattern | URLResolver] = [
    route("", views.home),
    route("accessibilite/", views.accessibility),
    route("donnees-personnelles/", views.personal_data),
    route("a-propos/", views.about),
    path("actualites.atom", views.news, name="news_feed"),
    route("robots.txt", views.robots),
    path("media/images/<str:name>", views.picture, name="editorial_picture"),
    path(
        "media/partage/<int:page_id>-<slug:digest>.png",
        views.social_picture_of,
        name="social_picture",
    ),
]
