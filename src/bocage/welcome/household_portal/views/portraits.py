"""Portraits of the people who accompany households."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, permitted
from bocage.people.models import Person, Portrait
from bocage.people.views.portraits import picture_of

find_companion = finder(Person.objects.filter(portrait__isnull=False), person_id="pk")
"""Finder of a person who has a portrait."""


@permitted("welcome.see_face", on=find_companion)
@require_safe
def face(_request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """Returns the photo of the person who accompanies the household, to its adults only."""
    return picture_of(get_object_or_404(Portrait, person=person_id))
