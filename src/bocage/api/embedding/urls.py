"""The page that builds the code to paste, in each language."""

from bocage.api.embedding import views
from bocage.foundation.http.routes import route

urlpatterns = [route("integrer/", views.embed_builder)]
