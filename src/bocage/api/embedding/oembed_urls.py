"""oEmbed, which has no language: the page that is asked about has one."""

from django.urls import path

from bocage.api.embedding import oembed

urlpatterns = [path("oembed", oembed.oembed, name="oembed")]
