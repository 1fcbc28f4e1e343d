"""URLs of « Mon projet » before it is sent."""

from bocage.foundation.http.routes import route
from bocage.welcome.intake import views

urlpatterns = [
    route("mon-projet/nouveau/", views.new_project),
    route("mon-projet/nouveau/plus-tard/", views.new_project_later),
    route("mon-projet/nouveau/envoye/", views.new_project_sent),
    route("mon-projet/nouveau/reprendre/<str:token>/", views.new_project_resume),
    route("mon-projet/nouveau/<slug:step>/", views.new_project_step),
]
