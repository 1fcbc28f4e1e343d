"""URLs of the help."""

from bocage.foundation.http.routes import route
from bocage.guides.views import pages, tours

urlpatterns = [
    route("aide/", pages.help_home),
    route("aide/images/<slug:name>.webp", pages.help_picture),
    route("aide/<path:name>/", pages.help_page),
    route("espace/visite/<uuid:mandate_id>/fermer/", tours.tour_close),
]
