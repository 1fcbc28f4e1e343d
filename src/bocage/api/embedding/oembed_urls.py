"""oEmbed, which has no language: the page that is asked about has one."""

from bocage.api.embedding import oembed
from bocage.foundation.http.routes import route

urlpatterns = [route("oembed", oembed.oembed)]
