"""Sources and deliveries, in the Espace and at the push address."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.housing.feeds.views import feed_runs, ingest, sources

SOURCE = "espace/annonces/sources/<slug:slug>/"

urlpatterns = [
    route("espace/annonces/sources/", sources.housing_sources),
    path("espace/annonces/sources/ouvrir/", sources.source_open, name="housing_source_open"),
    route(SOURCE, sources.housing_source),
    path(f"{SOURCE}reglages/", sources.source_change, name="housing_source_change"),
    path(f"{SOURCE}suivi/", sources.source_switch, name="housing_source_switch"),
    path(f"{SOURCE}relever/", sources.source_fetch, name="housing_source_fetch"),
    path(f"{SOURCE}jeton/", sources.source_token, name="housing_source_token"),
    path(f"{SOURCE}jeton/retirer/", sources.source_token_revoke, name="housing_token_revoke"),
    path(f"{SOURCE}modele.<slug:extension>", feed_runs.feed_template, name="housing_template"),
    path(f"{SOURCE}deposer/", feed_runs.feed_upload, name="housing_upload"),
    route(f"{SOURCE}livraisons/<uuid:run_id>/", feed_runs.housing_run),
    path(f"{SOURCE}livraisons/<uuid:run_id>/decider/", feed_runs.run_decide, name="housing_decide"),
    path(
        f"{SOURCE}livraisons/<uuid:run_id>/remarques.csv",
        feed_runs.run_remarks,
        name="housing_remarks",
    ),
    path(
        f"{SOURCE}livraisons/<uuid:run_id>/remarques/envoyer/",
        feed_runs.run_remarks_mail,
        name="housing_remarks_mail",
    ),
    path("depot/<slug:slug>/", ingest.push_delivery, name="housing_push"),
    path("depot/<slug:slug>/<uuid:run_id>/", ingest.push_state, name="housing_push_state"),
]
