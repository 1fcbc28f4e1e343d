"""The page that builds the code to paste, in each language."""

from django.urls import path

from bocage.api.embedding import views

urlpatterns = [path("integrer/", views.embed_builder, name="embed_builder")]
