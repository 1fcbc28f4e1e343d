"""The pages about the API, in each language."""

from bocage.api.views import reference
from bocage.foundation.http.routes import route

urlpatterns = [
    route("developpeurs/", reference.developers),
    route("developpeurs/guides/<slug:slug>/", reference.developers_guide),
    route("developpeurs/problemes/", reference.developers_problems),
    route("developpeurs/reference/<slug:tag>/", reference.developers_subject),
]
