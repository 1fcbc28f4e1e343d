"""The addresses of « Mon projet » before it is sent."""

from bocage.foundation.http.routes import route
from bocage.welcome.views import project_form

urlpatterns = [
    route("mon-projet/nouveau/", project_form.new_project),
    route("mon-projet/nouveau/plus-tard/", project_form.new_project_later),
    route("mon-projet/nouveau/envoye/", project_form.new_project_sent),
    route("mon-projet/nouveau/reprendre/<str:token>/", project_form.new_project_resume),
    route("mon-projet/nouveau/<slug:step>/", project_form.new_project_step),
]
