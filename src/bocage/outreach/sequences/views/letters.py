"""Views of the letters of a sequence: editing, preview as a reader, ordering."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.foundation.mail import render_mail
from bocage.foundation.mail.pages import mail_page, shown_in_a_frame
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.forms import LetterForm, PreviewForm
from bocage.outreach.sequences.letter_blocks.registry import letter_blocks
from bocage.outreach.sequences.letter_drawing import LetterLeftOut, draw_letter
from bocage.outreach.sequences.letter_samples import invented_reader, sample_readers
from bocage.outreach.sequences.mails import SequenceLetter
from bocage.outreach.sequences.models.sendings import Sending
from bocage.outreach.sequences.models.sequences import Letter, Sequence
from bocage.outreach.sequences.operations.letters import (
    change_letter,
    make_letter_ready,
    move_letter_down,
    move_letter_up,
    remove_letter,
    try_letter,
    withdraw_letter,
    write_letter,
)
from bocage.outreach.sequences.views.sequences import find_sequence
from bocage.people.signed_in import current_person

USUAL_DAYS = 10


find_letter = finder(
    Letter.objects.select_related(
        "sequence__departement", "sequence__segment", "sequence__campaign"
    )
)


@permitted("outreach.run_sequence", on=find_sequence)
@require_safe_or_post
def letter_write(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a letter to a sequence."""
    sequence = target_of(request, Sequence)
    days = USUAL_DAYS if sequence.letters.exists() else 0
    form = LetterForm(
        request.POST if request.method == "POST" else None, initial={"days_after": days}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            letter = write_letter(by=current_person(request), sequence=sequence, words=form.words())
            messages.success(request, _("La lettre est gardée. Relisez-la, puis dites-la prête."))
            return redirect(letter)
    return _writing(request, form, sequence)


@permitted("outreach.run_sequence", on=find_letter)
@require_safe_or_post
def letter_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes a letter."""
    letter = target_of(request, Letter)
    initial = {name: getattr(letter, name) for name in LetterForm.base_fields}
    form = LetterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_letter(by=current_person(request), letter=letter, words=form.words())
            messages.success(request, _("C’est enregistré."))
            return redirect(letter)
    return _writing(request, form, letter.sequence, letter)


@permitted("outreach.run_sequence", on=find_letter)
@never_cache
@require_safe
def letter_preview(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a letter as one prospect would read it, in a chosen language, with its actions."""
    letter = target_of(request, Letter)
    language, reader, form = _read_as(request, letter)
    context: dict[str, Any] = {
        "letter": letter,
        "sequence": letter.sequence,
        "language": language,
        "languages": ("fr", "en"),
        "form": form,
        "query": request.GET.urlencode(),
        "reader": reader,
        "problem": "",
    }
    try:
        rendered = draw_letter(letter, reader, language=language)
    except (LetterLeftOut, Refusal) as left_out:
        context["problem"] = _reason_words(left_out)
    else:
        context["subject"], context["text"] = rendered.subject, rendered.text
    return render(request, "outreach/sequences/preview.html", context)


@permitted("outreach.run_sequence", on=find_letter)
@require_safe
@shown_in_a_frame
def letter_page(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the mail of a letter in a frame, exactly as it is received."""
    letter = target_of(request, Letter)
    language, reader, _form = _read_as(request, letter)
    try:
        rendered = draw_letter(letter, reader, language=language)
    except (LetterLeftOut, Refusal) as left_out:
        return mail_page(
            f"<!doctype html><html><head></head><body>{_reason_words(left_out)}</body></html>"
        )
    mail = SequenceLetter(
        subject_line=rendered.subject, body_html=rendered.html, body_text=rendered.text
    )
    return mail_page(render_mail(mail, language=language).html)


@permitted("outreach.run_sequence", on=find_letter)
@require_POST
def letter_action(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a letter as ready, withdraws it, moves it, deletes it, or sends a test of it to
    oneself, depending on which button was pressed.
    """
    letter = target_of(request, Letter)
    by = current_person(request)
    actions: dict[str, tuple[Any, str]] = {
        "prete": (make_letter_ready, _("La lettre est prête : elle partira à son tour.")),
        "retirer": (
            withdraw_letter,
            _("La lettre est retirée : elle ne part plus pour personne, même là où elle allait."),
        ),
        "monter": (move_letter_up, _("La lettre passe avant.")),
        "descendre": (move_letter_down, _("La lettre passe après.")),
        "effacer": (remove_letter, _("La lettre est effacée.")),
    }
    name = pressed_action(request)
    if name == "essayer":
        return _try(request, letter)
    action, sentence = actions.get(name, (None, ""))
    if action is not None:
        with flash_outcome(request, sentence):
            action(by=by, letter=letter)
    return redirect(letter if request.POST.get("retour") == "lettre" else letter.sequence)


def _try(request: HttpRequest, letter: Letter) -> HttpResponse:
    by = current_person(request)
    language = PreviewForm(request.POST).language() or "fr"
    try:
        try_letter(by=by, letter=letter, prospect=invented_reader(language), language=language)
    except (LetterLeftOut, Refusal) as left_out:
        messages.error(request, _reason_words(left_out))
    else:
        messages.success(
            request, _("La lettre vous est envoyée, à %(address)s.") % {"address": by.email}
        )
    return redirect(letter)


def _reason_words(left_out: LetterLeftOut | Refusal) -> str:
    if isinstance(left_out, Refusal):
        return str(left_out.sentence)
    return str(Sending.Reason(left_out.reason).label).capitalize() + "."


def _read_as(request: HttpRequest, letter: Letter) -> tuple[str, Prospect, PreviewForm]:
    """Returns the language and the reader of a preview, and the form that chooses them."""
    form = PreviewForm(request.GET)
    readers = sample_readers(letter.sequence)
    form.offer_readers(Prospect.objects.filter(pk__in=[reader.pk for reader in readers]))
    language = form.language() or letter.sequence.languages[0]
    return language, form.reader() or invented_reader(language), form


def _writing(
    request: HttpRequest, form: LetterForm, sequence: Sequence, letter: Letter | None = None
) -> HttpResponse:
    context = {"sequence": sequence, "letter": letter, "blocks": letter_blocks()}
    return render_form(request, "outreach/sequences/letter.html", form, context)
