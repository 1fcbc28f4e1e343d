"""Room of a request."""

from django.http import HttpRequest


def room_of(request: HttpRequest) -> str:
    """Returns the room of the view: `workspaces`, `api`…; `other` for views of other packages."""
    match = request.resolver_match
    module = getattr(match.func, "__module__", "") if match else ""
    package, _, path = module.partition(".")
    return path.partition(".")[0] if package == "bocage" and path else "other"
