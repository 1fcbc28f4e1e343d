"""The address of the figures of the life between meetings."""

from bocage.foundation.http.routes import route
from bocage.network.club_page import views

urlpatterns = [route("espace/club/vie/", views.club_life)]
