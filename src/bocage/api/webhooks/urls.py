"""The addresses of webhooks in the Espace."""

from django.urls import URLPattern, URLResolver

from bocage.api.webhooks.views import deliveries, reference, subscriptions
from bocage.foundation.http.routes import route

ROOT = "espace/logiciels/"
SUBSCRIPTION = f"{ROOT}<uuid:webhook_id>/"
DELIVERY = f"{SUBSCRIPTION}notifications/<uuid:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("developpeurs/webhooks/", reference.developers_webhooks),
    route(ROOT, subscriptions.webhooks),
    route(f"{ROOT}ajouter/", subscriptions.webhook_add),
    route(SUBSCRIPTION, deliveries.webhook),
    route(f"{SUBSCRIPTION}modifier/", subscriptions.webhook_change),
    route(f"{SUBSCRIPTION}pause/", subscriptions.webhook_pause),
    route(f"{SUBSCRIPTION}reprendre/", subscriptions.webhook_resume),
    route(f"{SUBSCRIPTION}secret/", subscriptions.webhook_secret),
    route(f"{SUBSCRIPTION}retirer/", subscriptions.webhook_remove),
    route(f"{SUBSCRIPTION}essai/", deliveries.webhook_test),
    route(f"{SUBSCRIPTION}renvoyer/", deliveries.webhook_replay_lost),
    route(DELIVERY, deliveries.webhook_delivery),
    route(f"{DELIVERY}renvoyer/", deliveries.webhook_replay),
]
