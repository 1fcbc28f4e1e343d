"""URLs of outreach, by subject; those of editorial pages are in `bocage.urls`."""

from django.urls import include, path

# No subject hides an address of another (tests/test_addresses.py): the order is the alphabet’s.
urlpatterns = [
    path("", include("bocage.outreach.ambassadors.urls")),
    path("", include("bocage.outreach.assets.urls")),
    path("", include("bocage.outreach.campaigns.urls")),
    path("", include("bocage.outreach.contact.urls")),
    path("", include("bocage.outreach.editorial.urls.pages")),
    path("", include("bocage.outreach.employers.urls")),
    path("", include("bocage.outreach.evenings.urls")),
    path("", include("bocage.outreach.press.urls")),
    path("", include("bocage.outreach.prospects.urls")),
    path("", include("bocage.outreach.sequences.urls")),
]
