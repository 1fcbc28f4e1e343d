"""URL of oEmbed, without a language prefix: the requested page has one."""

from bocage.api.embedding import oembed
from bocage.foundation.http.routes import route

urlpatterns = [route("oembed", oembed.oembed)]
