"""The addresses of webhooks in the Espace."""

from django.urls import URLPattern, URLResolver, path

from bocage.api.webhooks.views import deliveries, reference, subscriptions

ROOT = "espace/logiciels/"
ONE = f"{ROOT}<uuid:webhook_id>/"
DELIVERY = f"{ONE}notifications/<uuid:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("developpeurs/webhooks/", reference.developers_webhooks, name="developers_webhooks"),
    path(ROOT, subscriptions.webhooks, name="webhooks"),
    path(f"{ROOT}ajouter/", subscriptions.webhook_add, name="webhook_add"),
    path(ONE, deliveries.webhook, name="webhook"),
    path(f"{ONE}modifier/", subscriptions.webhook_change, name="webhook_change"),
    path(f"{ONE}pause/", subscriptions.webhook_pause, name="webhook_pause"),
    path(f"{ONE}reprendre/", subscriptions.webhook_resume, name="webhook_resume"),
    path(f"{ONE}secret/", subscriptions.webhook_secret, name="webhook_secret"),
    path(f"{ONE}retirer/", subscriptions.webhook_remove, name="webhook_remove"),
    path(f"{ONE}essai/", deliveries.webhook_test, name="webhook_test"),
    path(f"{ONE}renvoyer/", deliveries.webhook_replay_lost, name="webhook_replay_lost"),
    path(DELIVERY, deliveries.webhook_delivery, name="webhook_delivery"),
    path(f"{DELIVERY}renvoyer/", deliveries.webhook_replay, name="webhook_replay"),
]
