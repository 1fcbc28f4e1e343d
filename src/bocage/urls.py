"""The addresses of the product: French at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bocage.foundation.urls")),
    path("", include("bocage.people.machine_urls")),
    # In the language of its reader, whatever the address.
    path("redaction/", include("bocage.outreach.editorial.urls.redaction")),
    path("", include("bocage.api.embedding.oembed_urls")),
    path("", include("bocage.api.urls")),  # In the language of its Accept-Language header.
]
urlpatterns += i18n_patterns(
    path("", include("bocage.foundation.http.page_urls")),
    path("", include("bocage.workspaces.urls")),  # Requested most, and all are tried in turn.
    path("", include("bocage.outreach.urls")),
    path("", include("bocage.evidence.urls")),
    path("", include("bocage.welcome.urls")),  # Before the slugs of communes.
    path("", include("bocage.network.urls")),
    path("", include("bocage.training.urls")),
    path("", include("bocage.territory.urls")),
    path("", include("bocage.housing.urls")),
    path("", include("bocage.people.urls")),
    path("", include("bocage.api.embedding.urls")),
    path("", include("bocage.api.webhooks.urls")),
    path("", include("bocage.api.page_urls")),
    path("", include("bocage.guides.urls")),
    path("", include("bocage.first_steps.urls")),
    prefix_default_language=False,
)
if settings.BOCAGE.demo:
    urlpatterns += i18n_patterns(
        path("demo/", include("bocage.demo.urls")), prefix_default_language=False
    )

urlpatterns += i18n_patterns(
    path("", include("bocage.outreach.editorial.urls.catch_all")), prefix_default_language=False
)

handler400 = "bocage.foundation.views.errors.bad_request"
handler403 = "bocage.foundation.views.errors.not_allowed"
handler404 = "bocage.foundation.views.errors.not_found"
handler500 = "bocage.foundation.views.errors.broken"
