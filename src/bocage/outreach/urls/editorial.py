"""Addresses of the editorial pages that the product itself links to."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import editorial

urlpatterns: list[URLPattern | URLResolver] = [
    path("", editorial.home, name="home"),
    path("accessibilite/", editorial.accessibility, name="accessibility"),
    path("donnees-personnelles/", editorial.personal_data, name="personal_data"),
    path("a-propos/", editorial.about, name="about"),
    path("actualites.atom", editorial.news, name="news_feed"),
    path("robots.txt", editorial.robots, name="robots"),
    path("media/images/<str:name>", editorial.picture, name="editorial_picture"),
    path(
        "media/partage/<int:page_id>-<slug:digest>.png",
        editorial.social_picture_of,
        name="social_picture",
    ),
]
