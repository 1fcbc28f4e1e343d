"""The addresses of webhooks in the Espace."""

from django.urls import URLPattern, URLResolver

from bocage.api.webhooks.views import deliveries, reference, subscriptions
from bocage.foundation.http.routes import route

ROOT = "espace/logiciels/"
ONE = f"{ROOT}<uuid:webhook_id>/"
DELIVERY = f"{ONE}notifications/<uuid:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("developpeurs/webhooks/", reference.developers_webhooks),
    route(ROOT, subscriptions.webhooks),
    route(f"{ROOT}ajouter/", subscriptions.webhook_add),
    route(ONE, deliveries.webhook),
    route(f"{ONE}modifier/", subscriptions.webhook_change),
    route(f"{ONE}pause/", subscriptions.webhook_pause),
    route(f"{ONE}reprendre/", subscriptions.webhook_resume),
    route(f"{ONE}secret/", subscriptions.webhook_secret),
    route(f"{ONE}retirer/", subscriptions.webhook_remove),
    route(f"{ONE}essai/", deliveries.webhook_test),
    route(f"{ONE}renvoyer/", deliveries.webhook_replay_lost),
    route(DELIVERY, deliveries.webhook_delivery),
    route(f"{DELIVERY}renvoyer/", deliveries.webhook_replay),
]
