"""Pages of deliveries: upload, review before they are applied, and outcome."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.stored_files import on_disk
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.foundation.http.bodies import takes_up_to
from bocage.housing.feeds.blank_files import json_template, table_template, workbook_template
from bocage.housing.feeds.forms import FeedFileForm
from bocage.housing.feeds.issues import refusal_sentence, row_sentence
from bocage.housing.feeds.operations.feed_runs import (
    confirm_feed_run,
    discard_feed_run,
    preview_feed,
    receive_feed,
    receive_for_review,
)
from bocage.housing.feeds.operations.row_issue_reports import send_row_issue_report
from bocage.housing.feeds.operations.sources import remember_mapping
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS, MULTIPART_ROOM
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.feeds.parsing.tables import missing_fields
from bocage.housing.feeds.presentation import (
    FIELD_LABELS,
    FIRST_REMARKS,
    choices_for_all,
    column_choices,
    first_rows,
    mapping_choices,
    remark_rows,
    suggested,
)
from bocage.housing.feeds.selectors import issues_of
from bocage.housing.feeds.views.sources import find_source
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.people.models import Person
from bocage.people.signed_in import current_person

LOOKED_AT_FIRST = (Source.Format.TABLE, Source.Format.JSON)
TEMPLATES: dict[str, Callable[[], HttpResponse | StreamingHttpResponse]] = {
    "csv": table_template,
    "xlsx": workbook_template,
    "json": json_template,
}


@permitted("housing.run_source", on=find_source)
@require_safe
def feed_template(
    _request: HttpRequest, extension: str, **_address: str
) -> HttpResponse | StreamingHttpResponse:
    """Returns the file to fill in."""
    if extension not in TEMPLATES:
        raise Http404
    return TEMPLATES[extension]()


@permitted("housing.run_source", on=find_source)
@require_safe_or_post
@takes_up_to(MAX_OCTETS + MULTIPART_ROOM)
def feed_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Accepts an uploaded file; its page then shows the outcome."""
    source = target_of(request, Source)
    is_post = request.method == "POST"
    form = FeedFileForm(request.POST, request.FILES) if is_post else FeedFileForm()
    if is_post and form.is_valid():
        with refusals_on(form, field="file"):
            run = _received(current_person(request), source, form.cleaned_data["file"])
            return redirect("housing_run", slug, run.pk)
    return render_form(request, "housing/feeds/feed_runs/upload.html", form, {"source": source})


def _received(by: Person, source: Source, file: UploadedFile) -> FeedRun:
    upload: dict[str, Any] = {"content": file.chunks(), "file_name": file.name or ""}
    if source.format in LOOKED_AT_FIRST:
        return receive_for_review(by=by, source=source, **upload)
    return receive_feed(by=by, source=source, channel=FeedRun.Channel.UPLOAD, **upload)


@permitted("housing.run_source", on=find_source)
@require_safe
def housing_run(request: HttpRequest, run_id: UUID, **_address: str) -> HttpResponse:
    """Shows the outcome of a delivery, or the changes that it would make if it waits for a
    decision.
    """
    run = _run(request, run_id)
    context: dict[str, Any] = {"source": run.source, "run": run}
    if _is_to_look_at(run):
        context |= _look(request, run)
        return render(request, "housing/feeds/feed_runs/look.html", context)
    issues = issues_of(run)
    context |= {
        "sentence": refusal_sentence(run.error),
        "remarks": [(issue, row_sentence(issue.code)) for issue in issues[:FIRST_REMARKS]],
        "remarks_number": issues.count(),
        "held": _held_since(run),
        "is_waiting": run.status == FeedRun.Status.RECEIVED
        or (run.status == FeedRun.Status.HELD and run.decided_at is not None),
    }
    is_part = getattr(request, "htmx", False)
    template = (
        "housing/feeds/feed_runs/state.html" if is_part else "housing/feeds/feed_runs/detail.html"
    )
    return render(request, template, context)


@permitted("housing.run_source", on=find_source)
@require_POST
def run_decide(request: HttpRequest, slug: str, run_id: UUID) -> HttpResponse:
    """Applies a held delivery, or puts it aside."""
    run = _run(request, run_id)
    by = current_person(request)
    if request.POST.get("decision") == "discard":
        discard_feed_run(by=by, run=run)
        messages.success(request, _("La livraison est écartée : rien n’a changé."))
        return redirect(run.source)
    if request.POST.get("decision") == "preview" and _is_to_look_at(run):
        context = {"source": run.source, "run": run, **_look(request, run)}
        return render(request, "housing/feeds/feed_runs/look.html", context)
    if _is_to_look_at(run) and run.source.format == Source.Format.TABLE:
        with on_disk(run.file.storage, str(run.file)) as path:
            mapping = _chosen_mapping(request, path)
        if missing_fields(mapping):
            messages.error(request, _("Dites d’abord quelles colonnes portent ce qu’il manque."))
            return redirect("housing_run", slug, run_id)
        remember_mapping(by=by, source=run.source, mapping=mapping)
    confirm_feed_run(by=by, run=run)
    return redirect("housing_run", slug, run_id)


@permitted("housing.run_source", on=find_source)
@require_safe
def run_remarks(request: HttpRequest, run_id: UUID, **_address: str) -> StreamingHttpResponse:
    """Returns the remarks of a delivery as a table, for its agency."""
    run = _run(request, run_id)
    header = [_("ligne"), _("colonne"), _("référence"), _("suite"), _("raison"), _("valeur")]
    rows = remark_rows(issues_of(run).iterator())
    return csv_response(header, rows, filename=f"remarques-{run.source.slug}-{run.number}.csv")


@permitted("housing.run_source", on=find_source)
@require_POST
def run_remarks_mail(request: HttpRequest, slug: str, run_id: UUID) -> HttpResponse:
    """Sends the remarks of a delivery to its agency."""
    run = _run(request, run_id)
    with flash_outcome(request):
        send_row_issue_report(by=current_person(request), run=run)
        sentence = _("Les remarques partent vers %(address)s.")
        messages.success(request, sentence % {"address": run.source.contact_email})
    return redirect("housing_run", slug, run_id)


def _run(request: HttpRequest, run_id: UUID) -> FeedRun:
    source = target_of(request, Source)
    run = get_object_or_404(FeedRun.objects.select_related("sent_by"), pk=run_id, source=source)
    run.source = source
    return run


def _held_since(run: FeedRun) -> FeedRun | None:
    """Returns the held delivery that replaced a superseded one."""
    if run.status != FeedRun.Status.SUPERSEDED:
        return None
    held_runs = FeedRun.objects.filter(
        source=run.source, status=FeedRun.Status.HELD, decided_at=None
    )
    return held_runs.order_by("-number").first()


def _is_to_look_at(run: FeedRun) -> bool:
    """Checks whether a person uploaded the delivery and has not confirmed it yet."""
    return (
        run.status == FeedRun.Status.HELD
        and run.decided_at is None
        and run.channel == FeedRun.Channel.UPLOAD
        and run.source.format in LOOKED_AT_FIRST
    )


def _look(request: HttpRequest, run: FeedRun) -> dict[str, Any]:
    """Returns the mapping, the first rows and the counts of a delivery that is not written yet."""
    with on_disk(run.file.storage, str(run.file)) as path:
        return _review_context(request, run, path)


def _review_context(request: HttpRequest, run: FeedRun, path: Path) -> dict[str, Any]:
    source = run.source
    context: dict[str, Any] = {"columns": [], "missing": [], "error": "", "change": None}
    try:
        mapping: dict[str, str] = {}
        if source.format == Source.Format.TABLE:
            submitted = _chosen_mapping(request, path) if request.method == "POST" else {}
            mapping = submitted or suggested(path, source.column_mapping)
            context["columns"] = column_choices(path, mapping)
            context["choices"] = mapping_choices()
            context["of_all"] = choices_for_all(mapping)
            context["missing"] = [FIELD_LABELS[name] for name in missing_fields(mapping)]
        if not context["missing"]:
            source.column_mapping = mapping
            context["rows"] = [
                (row, [row_sentence(problem.code) for problem in row.problems])
                for row in first_rows(path, form=source.format, mapping=mapping)
            ]
            context["change"] = preview_feed(source=source, path=path)
    except FeedRefused as refusal:
        context["error"] = refusal_sentence(refusal.code)
        context["error_detail"] = refusal.detail
    return context


def _chosen_mapping(request: HttpRequest, path: Path) -> dict[str, str]:
    """Returns the field of each column by its name; the form posts them by rank of column."""
    try:
        columns = column_choices(path, {})
    except FeedRefused:
        return {}
    choices = {column.name: request.POST.get(f"colonne-{column.number}", "") for column in columns}
    mapping = {name: field for name, field in choices.items() if field in FIELD_LABELS}
    for choice in choices_for_all(mapping):
        value = request.POST.get(f"toutes-{choice.name}", "")
        if value and value in dict(choice.choices):
            mapping[value] = choice.name
    return mapping
