"""The addresses of the welcome, by subject."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

urlpatterns += [path("", include("bocage.welcome.urls.ceremonies"))]
urlpatterns += [path("", include("bocage.welcome.urls.meetings"))]
