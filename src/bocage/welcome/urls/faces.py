"""Faces of those who accompany."""

from bocage.foundation.http.routes import route
from bocage.welcome.views import faces

urlpatterns = [route("mon-projet/visages/<uuid:person_id>/", faces.face)]
