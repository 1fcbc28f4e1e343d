"""The addresses that editors make: tried last, as they may be any."""

from django.urls import URLPattern, URLResolver, re_path

from bocage.outreach.editorial.views import editorial_page

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail makes the addresses of its pages from this name.
    re_path(r"^((?:[\w\-]+/)*)$", editorial_page, name="wagtail_serve"),
]
