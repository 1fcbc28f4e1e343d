"""Addresses of the editorial pages."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import service
from bocage.outreach.views.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("accessibilite/", service.accessibility, name="accessibility"),
    path("donnees-personnelles/", service.personal_data, name="personal_data"),
    path("a-propos/", service.about, name="about"),
]
