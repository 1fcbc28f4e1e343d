"""Addresses of the people room that programs call: the same in every language."""

from django.urls import URLPattern, URLResolver, path

from bocage.people.views import oauth

urlpatterns: list[URLPattern | URLResolver] = [
    path("oauth/token/", oauth.token, name="oauth_token"),
    path("oauth/revoke/", oauth.revoke, name="oauth_revoke"),
    path(".well-known/oauth-authorization-server", oauth.server_metadata, name="oauth_server"),
    path(
        ".well-known/oauth-protected-resource/api/v1/",
        oauth.resource_metadata,
        name="oauth_resource",
    ),
]
