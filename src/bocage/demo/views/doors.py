"""The open doors of the demo: one account for each role, entered with one button."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.demo.afterwards import PARTS, is_loaded_whole, parts_loaded
from bocage.demo.beside import ask_to_end, is_beside
from bocage.demo.cast import CAST, CastMember
from bocage.demo.places.presence import door_address
from bocage.foundation.http.access import public

BACKEND = "bocage.people.sign_in.backends.PersonBackend"


@public
@never_cache
@require_safe
def door_list(request: HttpRequest) -> HttpResponse:
    """Lists the cast, with a door for each who has an account here, once the demo is loaded."""
    emails = [member.email for member in CAST]
    present = set(
        get_user_model()
        .objects.filter(email__in=emails, is_active=True)
        .values_list("email", flat=True)
    )
    members = [(member, member.email in present) for member in CAST]
    loaded = parts_loaded()
    context = {
        "members": members,
        "door": door_address(),
        "is_loaded": bool(present),
        "loaded": loaded,
        "parts": len(PARTS),
        "is_loaded_whole": loaded == len(PARTS),
        "is_beside": is_beside(settings.BOCAGE.data_dir),
    }
    return render(request, "demo/door_list.html", context)


@public
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Signs the visitor in as the member of the cast whose address is posted.

    It is a real sign-in, with a new session: a person signed in before is signed out. The visit
    starts in the language of the member, or in that of the page for members who read French. A demo
    that is still loading refuses visitors, since it writes the rows of the cast.
    """
    if not is_loaded_whole():
        return redirect("demo")
    member = _member(request.POST.get("email", ""))
    person = get_user_model().objects.filter(email=member.email, is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    with translation.override(member.language if member.language != "fr" else get_language()):
        return redirect(member.landing_page, *member.landing_arguments)


@public
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Ends a demo that is beside a real instance, and has it erased. Any other has no such door."""
    if not is_beside(settings.BOCAGE.data_dir):
        raise Http404
    ask_to_end(settings.BOCAGE.data_dir)
    return render(request, "demo/ended.html")


def _member(email: str) -> CastMember:
    for member in CAST:
        if member.email == email:
            return member
    raise Http404
