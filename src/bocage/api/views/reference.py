"""The pages for who writes programs: how to begin, every endpoint, every problem."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bocage.api.guides import GUIDES, guide_named, render_guide
from bocage.api.problem_catalogue import known_problems
from bocage.api.reference import subjects, things_of
from bocage.foundation.http.access import public


@public
@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """Shows developers how to begin, and the subjects of the API."""
    context = {
        "subjects": subjects(),
        "guides": GUIDES,
        "origin": settings.BOCAGE.public_url,
        "quota": settings.BOCAGE.api_requests_per_minute,
    }
    return render(request, "api/reference/developers.html", context)


@public
@require_safe
def developers_subject(request: HttpRequest, tag: str) -> HttpResponse:
    """Shows the endpoints of one subject, and the objects that they take and return.

    Raises:
        Http404: the subject does not exist.
    """
    all_subjects = subjects()
    subject = next(
        (subject_of_tag for subject_of_tag in all_subjects if subject_of_tag.tag == tag), None
    )
    if subject is None:
        raise Http404
    context = {"subject": subject, "subjects": all_subjects, "things": things_of(subject)}
    return render(request, "api/reference/subject.html", context)


@public
@require_safe
def developers_problems(request: HttpRequest) -> HttpResponse:
    """Shows the meaning of each problem code."""
    return render(request, "api/reference/problems.html", {"problems": known_problems()})


@public
@require_safe
def developers_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows a guide for developers; it is written in French.

    Raises:
        Http404: the guide does not exist.
    """
    guide = guide_named(slug)
    if guide is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "guide": guide,
        "text": render_guide(guide, language),
        "others": [other_guide for other_guide in GUIDES if other_guide != guide],
        "is_of_another_language": not language.startswith("fr"),
    }
    return render(request, "api/reference/guide.html", context)
