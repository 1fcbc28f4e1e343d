"""The addresses of outreach, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.outreach.urls.editorial")),
    path("", include("bocage.outreach.urls.campaigns")),
    path("", include("bocage.outreach.urls.contact")),
    path("", include("bocage.outreach.urls.prospects")),
]
