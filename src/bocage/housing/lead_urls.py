"""The hidden market: leads, owners, letters to town halls."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
