"""The addresses of outreach, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("bocage.outreach.urls.editorial")),
    path("", include("bocage.outreach.urls.ambassadors")),
    path("", include("bocage.outreach.urls.campaigns")),
    path("", include("bocage.outreach.urls.assets")),
    path("", include("bocage.outreach.urls.press")),
    path("", include("bocage.outreach.urls.contact")),
    path("", include("bocage.outreach.urls.employers")),
    path("", include("bocage.outreach.urls.evenings")),
    path("", include("bocage.outreach.urls.prospects")),
    path("", include("bocage.outreach.urls.sequences")),
]
