"""Sources, deliveries and joins, in the Espace and at the push address."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
