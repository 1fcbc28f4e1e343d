"""Access control of views: a view that declares no access is closed and fails the build.

    @public                                     anybody
    @signed_in                                  anybody with an account
    @permitted("workspaces.see_day", on=place_of)   people allowed by the policy

`policy_of` returns the declaration for the repository-wide test.

A page that must not be cached (codes, households) is Django's `never_cache`; one whose address is
its key is a `secret_address`. Both decorate a view, or the function that renders its page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

import structlog
from django.contrib.auth.decorators import login_not_required
from django.db.models import Manager, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]

require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])
"""A page that shows a form and takes it."""

logger = structlog.get_logger("bocage.security")


@dataclass(frozen=True)
class ViewPolicy:
    """Access declared by a view: its audience, and its permission if any."""

    audience: Literal["public", "signed_in", "permitted"]
    permission: str = ""


def public(view: View) -> View:
    """Opens a view to anybody, with no account."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return login_not_required(_declared(wrapper, ViewPolicy("public")))


def signed_in(view: View) -> View:
    """Opens a view to anybody who is signed in (LoginRequiredMiddleware enforces it)."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _declared(wrapper, ViewPolicy("signed_in"))


def permitted(permission: str, *, on: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Restricts a view to people whom the policy `permission` allows, on the object found by `on`.

    `on(**kwargs)` takes the arguments of the address and returns the object (raising Http404 if
    there is none, as the functions that `finder` makes); the view reads it with `target_of`.
    Anybody else gets a 404, so that an address does not reveal that its object exists.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            target = on(**kwargs) if on else None
            if not request.user.has_perm(permission, target):
                logger.info("not permitted", permission=permission, by=str(request.user.pk or ""))
                raise Http404
            request.target = target  # type: ignore[attr-defined]  # read back by `target_of`
            return view(request, *args, **kwargs)

        return _declared(wrapper, ViewPolicy("permitted", permission))

    return decorate


def secret_address[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Decorates a view whose address is a key.

    Its page is not cached, no other site gets the address, no search engine lists it. Its own forms
    still send their origin.
    """

    @wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        response = view(*args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def finder[M: Model](rows: Manager[M] | QuerySet[M], **fields: str) -> Callable[..., M]:
    """Makes a function that finds the row that an address names, for `permitted(on=)`.

        find_step = finder(Step.objects.select_related("stay"), step_id="pk", stay_id="stay")

    `fields` maps each argument of the address to the field that it is compared with, `pk` to the
    primary key by default; other arguments of the address are ignored. Other code calls the
    function with the same keys, in this order. It raises Http404 if no row matches.
    """
    fields = fields or {"pk": "pk"}

    def find(*keys: object, **address: object) -> M:
        keys_by_field = dict(zip(fields, keys, strict=False)) | address
        return get_object_or_404(
            rows, **{field: keys_by_field[name] for name, field in fields.items()}
        )

    return find


def target_of[T](request: HttpRequest, kind: type[T]) -> T:
    """Returns the object that `permitted` found for this request.

    Raises:
        TypeError: the view is not `permitted` on a `kind`.
    """
    target = getattr(request, "target", None)
    if not isinstance(target, kind):
        raise TypeError(f"This view is not permitted on a {kind.__name__}")
    return target


def policy_of(view: View) -> ViewPolicy | None:
    """Returns the declaration of a view, or None where it has none."""
    return getattr(view, "policy", None)


def _declared(view: View, policy: ViewPolicy) -> View:
    view.policy = policy  # type: ignore[attr-defined]  # the declaration travels with the view
    return view
