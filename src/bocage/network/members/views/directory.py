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
from bocage.foundation.http.replica import may_be_a_second_old
from bocage.network.members.directory import COUNTED, MemberSearch, find_members
from bocage.network.members.forms import DirectorySearchForm
from bocage.network.members.map import map_of
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.presentation import (
    ShownMember,
    card_of,
    onlooker_of,
    schema_of,
    schema_script,
)
from bocage.network.members.shown import EVERYBODY
from bocage.people.models import Portrait
from bocage.people.views.portraits import picture_of
from bocage.territory.models import resolve_commune

MEMBERS_PER_PAGE = 20


@public
@may_be_a_second_old
@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """Lists the members that the visitor may find, searched in the fields shown to them."""
    form = DirectorySearchForm(request.GET)
    search = _read(form)
    onlooker = onlooker_of(request.user)
    wanted = _page_number(request)
    found = find_members(
        search, onlooker, first=(wanted - 1) * MEMBERS_PER_PAGE, number=MEMBERS_PER_PAGE
    )
    listed = [ShownMember(member, onlooker) for member in found.members]
    drawn = map_of(listed)
    context: dict[str, Any] = {
        "search": search,
        "found": found,
        "form": form,
        "page": Paginator(range(found.count), MEMBERS_PER_PAGE).get_page(wanted),
        "members": [
            (shown, shown.way_from(search.near), drawn.numbers.get(shown.member.commune_id))
            for shown in listed
        ],
        "pins": drawn.pins,
        "map_background": settings.BOCAGE.map_style,
        "sees_members": onlooker.sees_members,
    }
    return render(request, "network/members/member_list.html", context)


def _read(form: DirectorySearchForm) -> MemberSearch:
    """What the address asks for; what makes no sense in it is left aside."""
    form.is_valid()
    said = form.cleaned_data
    code = said.get("commune") or ""
    near = resolve_commune(code) if code else None
    return MemberSearch(text=said.get("q") or "", near=near, radius_km=said.get("rayon"))


def _page_number(request: HttpRequest) -> int:
    written = request.GET.get("page", "1")
    last = COUNTED // MEMBERS_PER_PAGE
    return min(max(int(written), 1), last) if written.isascii() and written.isdigit() else 1


def _shown(request: HttpRequest, pk: UUID) -> ShownMember:
    """A member of the club whom whoever asks may see.

    Raises:
        Http404: there is none, or they do not show their name to them.
    """
    member = get_object_or_404(
        Member.objects.select_related("person__portrait", "commune", "organisation"), pk=pk
    )
    shown = ShownMember(member, onlooker_of(request.user, member))
    if not shown.shows(SharedField.NAME) or not (member.is_active or shown.onlooker.sees_all):
        raise Http404
    return shown


@public
@require_safe
def member_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a member."""
    shown = _shown(request, pk)
    address = request.build_absolute_uri(shown.url)
    is_public = SharedField.NAME in shown.member.public_fields and shown.member.is_active
    context = {
        "shown": shown,
        "is_own": shown.member.person_id == request.user.pk,
        "may_write": shown.member.is_active and shown.member.takes_messages,
        "schema": "",
    }
    if is_public and not shown.onlooker.sees_all:
        context["schema"] = schema_script(schema_of(shown, address))
    response = render(request, "network/members/member_detail.html", context)
    if not is_public:
        response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def member_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Returns the vCard of a member, for an address book."""
    shown = _shown(request, pk)
    card = card_of(shown, request.build_absolute_uri(shown.url))
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
    shown = ShownMember(get_object_or_404(members, pk=pk), EVERYBODY)
    context = {"shown": shown, "address": request.build_absolute_uri(shown.url)}
    return render(request, "network/members/member_embed.html", context)


@public
@require_safe
def member_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Returns the photo of a member, if they show it to the visitor."""
    shown = _shown(request, pk)
    if not shown.shows(SharedField.PHOTO):
        raise Http404
    return picture_of(get_object_or_404(Portrait, person=shown.member.person_id))
