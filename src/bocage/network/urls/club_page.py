"""The address of the figures of the life between meetings."""

from bocage.foundation.http.routes import route
from bocage.network.views import life

urlpatterns = [route("espace/club/vie/", life.club_life)]
