"""Address of the note of a booking."""

from bocage.foundation.http.routes import route
from bocage.workspaces.front_desk.views import notes

urlpatterns = [route("espace/reservations/<uuid:booking_id>/note/", notes.host_note)]
