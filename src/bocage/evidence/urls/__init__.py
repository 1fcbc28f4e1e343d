"""The addresses of evidence."""

from django.urls import URLPattern, URLResolver, include, path

from bocage.evidence.urls import open_data, reports
from bocage.evidence.views import public

urlpatterns: list[URLPattern | URLResolver] = [
    *reports.urlpatterns,
    path("", include("bocage.evidence.urls.proofs")),
    path("preuves/indicateurs/", public.indicator_list, name="indicator_list"),
    path("preuves/indicateurs/<str:name>/", public.indicator_detail, name="indicator_detail"),
    *open_data.urlpatterns,
    path("", include("bocage.evidence.urls.dashboards")),
]
