"""Which room of the product does something."""

from django.http import HttpRequest


def room_of(request: HttpRequest) -> str:
    """Returns the room whose view answered: `workspaces`, `api`…; `other` for what is not ours."""
    match = request.resolver_match
    module = getattr(match.func, "__module__", "") if match else ""
    package, _, path = module.partition(".")
    return path.partition(".")[0] if package == "bocage" and path else "other"
