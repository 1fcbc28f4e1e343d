"""The addresses of the welcome, by subject."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += [path("", include("bocage.welcome.urls.sponsors"))]
urlpatterns += [path("", include("bocage.welcome.urls.helpers"))]
urlpatterns += [path("", include("bocage.welcome.urls.project_form"))]
urlpatterns += [path("", include("bocage.welcome.urls.own_project"))]
urlpatterns += [path("", include("bocage.welcome.urls.own_homes"))]

urlpatterns += [path("", include("bocage.welcome.urls.ceremonies"))]

urlpatterns += [path("", include("bocage.welcome.urls.relays"))]
urlpatterns += [path("", include("bocage.welcome.urls.own_communes"))]
urlpatterns += [path("", include("bocage.welcome.urls.boards"))]
urlpatterns += [path("", include("bocage.welcome.urls.meetings"))]
urlpatterns += [path("", include("bocage.welcome.urls.suitability"))]
urlpatterns += [path("", include("bocage.welcome.urls.stays"))]
urlpatterns += [path("", include("bocage.welcome.urls.weekends"))]
urlpatterns += [path("", include("bocage.welcome.urls.held_mails"))]
