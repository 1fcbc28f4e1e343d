"""Faces of those who accompany."""

from bocage.foundation.http.routes import route
from bocage.welcome.household_portal.views import portraits

urlpatterns = [route("mon-projet/visages/<uuid:person_id>/", portraits.face)]
