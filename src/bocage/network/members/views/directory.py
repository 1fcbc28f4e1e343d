"""The directory of the club, and each member as they show themself."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import framed_anywhere
from bocage.foundation.http.replica import allow_stale_second
from bocage.network.members.directory import COUNT_LIMIT, MemberSearch, find_members
from bocage.network.members.forms import DirectorySearchForm
from bocage.network.members.map import map_of
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.presentation import (
    MemberProfile,
    card_of,
    onlooker_of,
    schema_of,
    schema_script,
)
from bocage.network.members.visibility import ANONYMOUS
from bocage.people.models import Portrait
from bocage.people.views.portraits import picture_of
from bocage.territory.models import resolve_commune

MEMBERS_PER_PAGE = 20


@public
@allow_stale_second
@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """Lists the members that the visitor may find, searched in the fields shown to them."""
    form = DirectorySearchForm(request.GET)
    search = _read(form)
    onlooker = onlooker_of(request.user)
    page_number = _page_number(request)
    results = find_members(
        search, onlooker, first=(page_number - 1) * MEMBERS_PER_PAGE, number=MEMBERS_PER_PAGE
    )
    listed = [MemberProfile(member, onlooker) for member in results.members]
    map_view = map_of(listed)
    context: dict[str, Any] = {
        "search": search,
        "found": results,
        "form": form,
        "page": Paginator(range(results.count), MEMBERS_PER_PAGE).get_page(page_number),
        "members": [
            (
                profile,
                profile.distance_from(search.near),
                map_view.numbers.get(profile.member.commune_id),
            )
            for profile in listed
        ],
        "pins": map_view.pins,
        "map_background": settings.BOCAGE.map_style,
        "sees_members": onlooker.sees_members,
    }
    return render(request, "network/members/member_list.html", context)


def _read(form: DirectorySearchForm) -> MemberSearch:
    """Returns the search of the query string; invalid values are ignored."""
    data = form.understood()
    code = data.get("commune") or ""
    near = resolve_commune(code) if code else None
    return MemberSearch(text=data.get("words") or "", near=near, radius_km=data.get("radius_km"))


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    last = COUNT_LIMIT // MEMBERS_PER_PAGE
    return min(max(int(number), 1), last) if number.isascii() and number.isdigit() else 1


def _visible_profile(request: HttpRequest, pk: UUID) -> MemberProfile:
    """Returns a member of the club who is visible to the user.

    Raises:
        Http404: the member does not exist, or does not show their name to the user.
    """
    member = get_object_or_404(
        Member.objects.select_related("person__portrait", "commune", "organisation"), pk=pk
    )
    profile = MemberProfile(member, onlooker_of(request.user, member))
    if not profile.shows(SharedField.NAME) or not (member.is_active or profile.onlooker.sees_all):
        raise Http404
    return profile


@public
@require_safe
def member_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a member."""
    profile = _visible_profile(request, pk)
    address = request.build_absolute_uri(profile.url)
    is_public = SharedField.NAME in profile.member.public_fields and profile.member.is_active
    context = {
        "profile": profile,
        "is_own": profile.member.person_id == request.user.pk,
        "may_write": profile.member.is_active and profile.member.takes_messages,
        "schema": "",
    }
    if is_public and not profile.onlooker.sees_all:
        context["schema"] = schema_script(schema_of(profile, address))
    response = render(request, "network/members/member_detail.html", context)
    if not is_public:
        response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def member_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Returns the vCard of a member, for an address book."""
    profile = _visible_profile(request, pk)
    card = card_of(profile, request.build_absolute_uri(profile.url))
    response = HttpResponse(card, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="membre.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@framed_anywhere
@require_safe
def member_embed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a public member as a small card, to be framed on any site; always with the fields that
    everybody sees.
    """
    members = Member.objects.public().select_related("person__portrait", "commune", "organisation")
    profile = MemberProfile(get_object_or_404(members, pk=pk), ANONYMOUS)
    context = {"profile": profile, "address": request.build_absolute_uri(profile.url)}
    return render(request, "network/members/member_embed.html", context)


@public
@require_safe
def member_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Returns the photo of a member, if they show it to the visitor."""
    profile = _visible_profile(request, pk)
    if not profile.shows(SharedField.PHOTO):
        raise Http404
    return picture_of(get_object_or_404(Portrait, person=profile.member.person_id))
