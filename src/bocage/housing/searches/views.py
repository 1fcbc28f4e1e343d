"""Views of saved searches: save from the search page, confirm, change, stop.

A person with an account signs in; others use the signed address of their mails. Both see the same
pages.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, public, require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.flash import flash_with_undo
from bocage.foundation.http.one_click_unsubscribe import answer_one_click
from bocage.housing.criteria.addresses import address_of, criteria_from
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.searches.forms import (
    AskForSearchForm,
    OwnSearchSettingsForm,
    QuietHoursForm,
    SaveSearchForm,
    SearchSettingsForm,
)
from bocage.housing.searches.holders import Holder, holder_of_token, searches_of
from bocage.housing.searches.mails import STOP
from bocage.housing.searches.models import PushSubscription, SavedSearch
from bocage.housing.searches.operations import (
    ask_to_save_search,
    change_rhythm,
    choose_mail,
    confirm_search,
    pause_search,
    rename_search,
    replace_feed_key,
    resume_search,
    save_search,
    set_quiet_hours,
    stop_search,
)
from bocage.housing.searches.presentation import list_url, presented, recent_alerts, shown_searches
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.people.views.sign_in import network_address_of

ALERT_LIMIT = 20


@public
@never_cache
@require_safe_or_post
def search_save(request: HttpRequest) -> HttpResponse:
    """Follows the search that the address holds: at once for who is signed in, else by mail."""
    criteria = criteria_from(request.GET)
    person = request.user if isinstance(request.user, Person) else None
    form_class = SaveSearchForm if person else AskForSearchForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if person is not None:
                search = save_search(by=person, criteria=criteria, **form.cleaned_data)
                messages.success(request, _("C’est noté : vous serez alerté(e)."))
                return redirect("saved_search", search.pk)
            ask_to_save_search(
                criteria=criteria,
                network_address=network_address_of(request),
                language=get_language() or "fr",
                **form.cleaned_data,
            )
            return redirect("search_requested")
    context = {
        "words": criteria_in_words(criteria),
        "query": address_of(criteria),
        "is_signed_in": person is not None,
    }
    return render_form(request, "housing/searches/save.html", form, context)


@public
@require_safe
def search_requested(request: HttpRequest) -> HttpResponse:
    """Shows the next step, whatever the address: nothing reveals whether it is known."""
    return render(request, "housing/searches/requested.html")


@signed_in
@never_cache
@require_safe
def saved_searches(request: HttpRequest) -> HttpResponse:
    """Shows « Mes recherches » to the person signed in."""
    return _list(request, current_person(request), "")


@public
@never_cache
@require_safe
def address_searches(request: HttpRequest, token: str) -> HttpResponse:
    """Shows « Mes recherches » of an address without an account."""
    return _list(request, holder_of_token(token), token)


def _find(search_id: UUID, **_address: str) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.select_related("commune"), pk=search_id)


@permitted("housing.manage_search", on=_find)
@never_cache
@require_safe
def search_detail(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Shows a search: its settings, its feed, its results."""
    return _detail(request, _find(search_id), current_person(request), "")


@public
@never_cache
@require_safe
def address_search_detail(request: HttpRequest, token: str, search_id: UUID) -> HttpResponse:
    """Shows a search of an address without an account."""
    holder = holder_of_token(token)
    return _detail(request, _own_search(holder, search_id), holder, token)


@permitted("housing.manage_search", on=_find)
@require_POST
def search_change(request: HttpRequest, search_id: UUID, verb: str) -> HttpResponse:
    """Pauses, takes up, stops or sets a search."""
    return _change(request, _find(search_id), current_person(request), verb, "")


@public
@require_POST
def address_search_change(
    request: HttpRequest, token: str, search_id: UUID, verb: str
) -> HttpResponse:
    """Changes a search of an address without an account: pause, resumption, stop, settings or
    address of the feed.
    """
    holder = holder_of_token(token)
    return _change(request, _own_search(holder, search_id), holder, verb, token)


@signed_in
@require_POST
def quiet_hours(request: HttpRequest) -> HttpResponse:
    """Sets the hours between which no message is sent."""
    return _set_quiet_hours(request, current_person(request), "")


@public
@require_POST
def address_quiet_hours(request: HttpRequest, token: str) -> HttpResponse:
    """Sets the quiet hours of an address without an account, during which no message is sent."""
    return _set_quiet_hours(request, holder_of_token(token), token)


@csrf_exempt  # A mail program posts with no session; the signed address is its only right.
@public
@never_cache
@require_safe_or_post
def stop_searches(request: HttpRequest, token: str) -> HttpResponse:
    """Stops the searches on the one-click POST of a mail program; shows people a confirmation
    page.
    """
    return answer_one_click(request, token, action_name=STOP)


def _own_search(holder: Holder, search_id: UUID) -> SavedSearch:
    return get_object_or_404(searches_of(holder).select_related("commune"), pk=search_id)


def _list(request: HttpRequest, holder: Holder, token: str) -> HttpResponse:
    searches = shown_searches(holder, token=token)
    latest = searches[0].search if searches else None
    context = {
        "searches": searches,
        "token": token,
        "email": "" if isinstance(holder, Person) else holder.email,
        "quiet_form": latest
        and QuietHoursForm(
            initial={"quiet_from": latest.quiet_from, "quiet_until": latest.quiet_until}
        ),
        "quiet_url": reverse("address_quiet_hours", args=[token])
        if token
        else reverse("search_quiet_hours"),
    }
    template = "housing/searches/address_list.html" if token else "housing/searches/list.html"
    return render(request, template, context)


def _detail(
    request: HttpRequest,
    search: SavedSearch,
    holder: Holder,
    token: str,
    form: SearchSettingsForm | None = None,
) -> HttpResponse:
    (presented_search,) = presented([search], token=token)
    settings = {name: getattr(search, name) for name in ("name", "rhythm", "notifies_by_mail")}
    context = {
        "shown": presented_search,
        "search": search,
        "form": form or _settings_form(holder)(settings),
        "is_feed_only": _is_feed_only(search),
        "alerts": recent_alerts(search, ALERT_LIMIT),
        "list_url": list_url(holder, token),
        "token": token,
    }
    template = "housing/searches/address_detail.html" if token else "housing/searches/detail.html"
    return render(request, template, context, status=422 if form else 200)


def _settings_form(holder: Holder) -> type[SearchSettingsForm]:
    return OwnSearchSettingsForm if isinstance(holder, Person) else SearchSettingsForm


def _is_feed_only(search: SavedSearch) -> bool:
    """Checks whether the search sends neither mail nor Web Push; one query without mail alerts."""
    if search.notifies_by_mail:
        return False
    return not PushSubscription.objects.filter(person=search.person_id).exists()


def _change(
    request: HttpRequest, search: SavedSearch, holder: Holder, verb: str, token: str
) -> HttpResponse:
    if verb == "reglages":
        return _set(request, search, holder, token)
    sentences: dict[str, tuple[Callable[..., SavedSearch], str]] = {
        "pause": (pause_search, _("En pause : rien ne vous sera envoyé jusqu’à la reprise.")),
        "reprise": (resume_search, _("La recherche est suivie à nouveau.")),
        "arret": (stop_search, _("La recherche est arrêtée.")),
        "flux": (replace_feed_key, _("L’adresse d’avant n’ouvre plus rien.")),
    }
    if verb == "confirmation" and isinstance(holder, Person):
        confirm_search(search=search)
        messages.success(request, _("La recherche est suivie."))
        return redirect(list_url(holder, token))
    if verb not in sentences:
        raise Http404
    operation, sentence = sentences[verb]
    changed = operation(by=holder, search=search)
    (presented_search,) = presented([changed], token=token)
    if verb in {"pause", "arret"}:
        flash_with_undo(request, sentence, undo_url=presented_search.resume_url)
    else:
        messages.success(request, sentence)
    return redirect(presented_search.url if verb == "flux" else list_url(holder, token))


def _set(request: HttpRequest, search: SavedSearch, holder: Holder, token: str) -> HttpResponse:
    form = _settings_form(holder)(request.POST)
    if not form.is_valid():
        return _detail(request, search, holder, token, form)
    if "notifies_by_mail" in form.cleaned_data:
        choose_mail(by=holder, search=search, by_mail=form.cleaned_data["notifies_by_mail"])
    rename_search(by=holder, search=search, name=form.cleaned_data["name"])
    change_rhythm(by=holder, search=search, rhythm=form.cleaned_data["rhythm"])
    messages.success(request, _("C’est noté."))
    (presented_search,) = presented([search], token=token)
    return redirect(presented_search.url)


def _set_quiet_hours(request: HttpRequest, holder: Holder, token: str) -> HttpResponse:
    form = QuietHoursForm(request.POST)
    if form.is_valid():
        set_quiet_hours(by=holder, **form.cleaned_data)
        messages.success(request, _("Vos heures calmes sont enregistrées."))
    else:
        messages.error(request, _("Choisissez deux heures, de 0 h à 23 h."))
    return redirect(list_url(holder, token))
