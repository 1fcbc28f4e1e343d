"""The addresses of evidence."""

from django.urls import URLPattern, URLResolver, include, path

from bocage.evidence.urls import open_data, reports
from bocage.evidence.views import public
from bocage.foundation.http.routes import route

urlpatterns: list[URLPattern | URLResolver] = [
    *reports.urlpatterns,
    path("", include("bocage.evidence.urls.proofs")),
    route("preuves/indicateurs/", public.indicator_list),
    route("preuves/indicateurs/<str:name>/", public.indicator_detail),
    *open_data.urlpatterns,
    path("", include("bocage.evidence.urls.dashboards")),
]
