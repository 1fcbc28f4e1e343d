"""Views of campaigns in the Espace: the table of results, and the page of each."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.outreach.campaigns.forms import (
    CLOSE_BUTTON,
    CampaignForm,
    CampaignSearchForm,
    ExpenseForm,
    LinkForm,
)
from bocage.outreach.campaigns.landing_pages import landing_choices
from bocage.outreach.campaigns.lookups import find_campaign
from bocage.outreach.campaigns.models import Campaign, CampaignExpense
from bocage.outreach.campaigns.operations.campaigns import (
    add_expense,
    change_campaign,
    close_campaign,
    open_campaign,
    remove_expense,
    start_campaign,
)
from bocage.outreach.campaigns.policies import departements_run_by
from bocage.outreach.campaigns.presentation import (
    DEFINITIONS,
    clicks_chart,
    cost_words,
    funnel_chart,
    funnel_rows,
    in_order,
    is_by_results,
    sort_links,
    table_header,
    table_rows,
)
from bocage.outreach.campaigns.results import (
    CampaignResults,
    Period,
    campaign_results,
    clicks_by_day,
)
from bocage.people.signed_in import current_person

CAMPAIGNS_PER_PAGE = 50


find_expense = finder(CampaignExpense.objects.select_related("campaign__departement"))


@permitted("outreach.run_campaigns")
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Lists the campaigns of the départements that a person coordinates, with the results of each
    in a period.
    """
    filters = _filters(request)
    page = _find_page(request, filters)
    context = {
        "page": page,
        "rows": [
            (
                results,
                cost_words(results.cost_cents(results.first.settled)),
                cost_words(results.cost_cents(results.last.settled)),
            )
            for results in page.object_list
        ],
        "filters": filters,
        "sorts": sort_links(filters["sort"]),
        "channels": Campaign.Channel.choices,
        "states": Campaign.Status.choices,
        "is_filtered": any(
            filters[name] for name in ("status", "channel", "first_day", "last_day")
        ),
        "definitions": DEFINITIONS,
        "query": request.GET.urlencode(),
    }
    return render(request, "outreach/campaigns/list.html", context)


@permitted("outreach.run_campaigns")
@require_safe
def campaign_table(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Downloads the table of campaigns for a spreadsheet, with a column for each count and each
    cost by first and by last contact.
    """
    filters = _filters(request)
    results = in_order(
        campaign_results(_campaigns(request, filters), _period(filters)), filters["sort"]
    )
    name = f"campagnes-{timezone.localdate().isoformat()}.{extension}"
    if extension == "csv":
        return csv_response(table_header(), table_rows(results, as_numbers=False), filename=name)
    rows = table_rows(results, as_numbers=True)
    return workbook_response([(_("Campagnes"), table_header(), rows)], filename=name)


def _filters(request: HttpRequest) -> dict[str, Any]:
    form = CampaignSearchForm(request.GET)
    return {**dict.fromkeys(form.fields), "sort": "", **form.understood()}


def _campaigns(request: HttpRequest, filters: dict[str, Any]) -> QuerySet[Campaign]:
    campaigns = Campaign.objects.run_by(current_person(request))
    if filters["status"]:
        campaigns = campaigns.filter(status=filters["status"])
    if filters["channel"]:
        campaigns = campaigns.filter(channel=filters["channel"])
    return campaigns


def _period(filters: dict[str, Any]) -> Period:
    return Period(first=filters["first_day"], last=filters["last_day"])


def _find_page(request: HttpRequest, filters: dict[str, Any]) -> Page[CampaignResults]:
    """Returns a page of campaigns. Results are computed for the campaigns of that page only, unless
    the table is sorted by results."""
    campaigns, sort = _campaigns(request, filters), filters["sort"]
    if is_by_results(sort):
        return _paged(request, in_order(campaign_results(campaigns, _period(filters)), sort))
    page = _paged(
        request, in_order([CampaignResults(campaign=campaign) for campaign in campaigns], sort)
    )
    page.object_list = campaign_results([row.campaign for row in page], _period(filters))
    return page


def _paged(request: HttpRequest, results: list[CampaignResults]) -> Page[CampaignResults]:
    return Paginator(results, CAMPAIGNS_PER_PAGE).get_page(request.GET.get("page"))


@permitted("outreach.run_campaigns")
@require_safe_or_post
def campaign_open(request: HttpRequest) -> HttpResponse:
    """Writes a new campaign."""
    departements = departements_run_by(current_person(request))
    form = CampaignForm(
        request.POST if request.method == "POST" else None,
        initial={"starts_on": timezone.localdate(), "landing_path": "/"},
        pages=landing_choices(request),
        departements=departements if len(departements) > 1 else None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            campaign = open_campaign(
                by=current_person(request),
                departement=form.cleaned_data.get("departement") or departements[0],
                terms=form.terms(),
            )
            messages.success(request, _("La campagne est ouverte. Créez son premier lien."))
            return redirect(campaign)
    return render_form(request, "outreach/campaigns/open.html", form)


@permitted("outreach.run_campaign", on=find_campaign)
@require_safe_or_post
def campaign_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes a campaign."""
    campaign = target_of(request, Campaign)
    form = CampaignForm(
        request.POST if request.method == "POST" else None,
        initial={
            name: getattr(campaign, name)
            for name in CampaignForm.base_fields
            if name != "departement"
        },
        pages=landing_choices(request),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_campaign(by=current_person(request), campaign=campaign, terms=form.terms())
            messages.success(request, _("C’est enregistré."))
            return redirect(campaign)
    return render_form(request, "outreach/campaigns/change.html", form, {"campaign": campaign})


@permitted("outreach.run_campaign", on=find_campaign)
@require_safe
def campaign_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the page of a campaign: its terms, its results, its links and its expenses."""
    return campaign_page(request, target_of(request, Campaign))


def campaign_page(
    request: HttpRequest,
    campaign: Campaign,
    *,
    link_form: LinkForm | None = None,
    expense_form: ExpenseForm | None = None,
) -> HttpResponse:
    """Renders the page of a campaign, with a form that was refused if there is one."""
    filters = _filters(request)
    period = Period(first=filters["first_day"], last=filters["last_day"])
    [results] = campaign_results([campaign], period)
    expenses = list(campaign.expenses.all())
    whole = replace(results, spent_cents=sum(line.amount_cents for line in expenses))
    context = {
        "campaign": campaign,
        "filters": filters,
        "results": results,
        "rows": funnel_rows(results),
        "chart": funnel_chart(results),
        "clicks": clicks_chart(clicks_by_day(campaign, period)),
        "definitions": DEFINITIONS,
        "links": _links(campaign),
        "expenses": expenses,
        "whole": whole,
        "link_form": link_form or LinkForm(pages=landing_choices(request)),
        "expense_form": expense_form or ExpenseForm(initial={"spent_on": timezone.localdate()}),
    }
    status = 422 if link_form is not None or expense_form is not None else 200
    return render(request, "outreach/campaigns/detail.html", context, status=status)


def _links(campaign: Campaign) -> Any:
    return campaign.links.annotate(clicks=Sum("days__clicks", default=0))


@permitted("outreach.run_campaign", on=find_campaign)
@require_POST
def campaign_action(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Starts, closes or reopens a campaign."""
    campaign = target_of(request, Campaign)
    if CLOSE_BUTTON in request.POST:
        close_campaign(by=current_person(request), campaign=campaign)
        messages.success(
            request, _("La campagne est close. Ses liens le disent gentiment et mènent encore ici.")
        )
    else:
        start_campaign(by=current_person(request), campaign=campaign)
        messages.success(request, _("La campagne est en cours."))
    return redirect(campaign)


@permitted("outreach.run_campaign", on=find_campaign)
@require_POST
def expense_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds an expense to a campaign."""
    campaign = target_of(request, Campaign)
    form = ExpenseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            add_expense(by=current_person(request), campaign=campaign, **form.cleaned_data)
            messages.success(request, _("La dépense est notée."))
            return redirect(campaign)
    return campaign_page(request, campaign, expense_form=form)


@permitted("outreach.run_campaign", on=find_expense)
@require_POST
def expense_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes out a line that was written by mistake."""
    expense = target_of(request, CampaignExpense)
    remove_expense(by=current_person(request), expense=expense)
    messages.success(request, _("La dépense est retirée."))
    return redirect(expense.campaign)
