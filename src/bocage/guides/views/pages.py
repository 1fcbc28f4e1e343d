"""Help pages: their content is in French, and the site around it in the reader's language."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.written_guides import guides_folder
from bocage.guides import shelf
from bocage.people.models import Mandate, Person


@public
@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """Lists the pages of the roles, those of the person first, then every guide."""
    own_pages = _own_pages(request)
    roles = shelf.roles()
    context = {
        "own": [role for role in roles if role[0] in own_pages],
        "roles": [role for role in roles if role[0] not in own_pages],
        "guides": shelf.guides(),
        "is_of_another_language": not _language().startswith("fr"),
    }
    return render(request, "guides/home.html", context)


@public
@require_safe
def help_page(request: HttpRequest, name: str) -> HttpResponse:
    """Shows a guide, the page of a role, or its sheet.

    Raises:
        Http404: the document does not exist.
    """
    if name not in shelf.documents():
        raise Http404
    kind, _slash, page = name.rpartition("/")
    context = {
        "title": shelf.title_of(name),
        "text": shelf.render_shelf_document(name, _language()),
        "kind": kind,
        "sheet": f"feuilles/{page}" if kind == "roles" else "",
        "role": f"roles/{page}" if kind == "feuilles" else "",
        "is_of_another_language": not _language().startswith("fr"),
    }
    return render(request, "guides/page.html", context)


@public
@require_safe
def help_picture(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Serves a picture of a guide.

    Raises:
        Http404: the picture does not exist.
    """
    path = guides_folder() / "images" / f"{name}.webp"
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _own_pages(request: HttpRequest) -> set[str]:
    """Returns the pages of the roles that the user holds today."""
    if not isinstance(request.user, Person):
        return set()
    mandates = Mandate.objects.filter(person=request.user).in_force().values_list("role", flat=True)
    return {f"roles/{shelf.PAGE_OF_ROLE[role]}" for role in mandates}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
