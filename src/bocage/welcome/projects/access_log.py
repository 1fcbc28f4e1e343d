"""Decorator of pages about households: each view is recorded, and shown to the household."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Protocol, runtime_checkable

from django.http import HttpRequest, HttpResponse

from bocage.foundation.http.access import target_of
from bocage.people.signed_in import current_person
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.access_log import capacity_of, record_views

View = Callable[..., HttpResponse]

READ = ("GET", "HEAD")


@runtime_checkable
class OfManyProjects(Protocol):
    """Protocol of objects that concern several households at once, such as a welcome weekend."""

    def projects(self) -> Iterable[SettlementProject]: ...


def recorded(view: View) -> View:
    """Decorates a view, under `permitted`, so that its reader is recorded for the households that
    its target concerns (a project, an object attached to one, or to several).
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method in READ and response.status_code == 200:
            target, person = target_of(request, object), current_person(request)
            record_views(
                by=person, projects=_projects(target), capacity=capacity_of(person, target)
            )
        return response

    return wrapper


def _projects(target: Any) -> Iterable[SettlementProject]:
    if isinstance(target, SettlementProject):
        return [target]
    if isinstance(target, OfManyProjects):
        return target.projects()
    return [target.project]
