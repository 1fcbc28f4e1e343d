"""Addresses of the editorial pages that the product itself links to."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import editorial

urlpatterns: list[URLPattern | URLResolver] = [
    path("", editorial.home, name="home"),
    path("accessibilite/", editorial.accessibility, name="accessibility"),
    path("donnees-personnelles/", editorial.personal_data, name="personal_data"),
    path("a-propos/", editorial.about, name="about"),
    path("sitemap.xml", editorial.sitemap, name="sitemap"),
    path("robots.txt", editorial.robots, name="robots"),
    path("media/images/<str:name>", editorial.picture, name="editorial_picture"),
]
