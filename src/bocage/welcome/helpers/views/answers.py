"""Page where a helper answers with a message, by the signed link of the mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.actions import render_form
from bocage.welcome.helpers.forms.profiles import HelpAnswerForm
from bocage.welcome.helpers.links import request_of_help_link
from bocage.welcome.helpers.operations.profiles import answer_help
from bocage.welcome.helpers.signed_actions import answered


@public
@secret_address
@require_safe_or_post
def help_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the need, and records a yes or a no with a message. A GET changes nothing."""
    try:
        help_request = request_of_help_link(token)
        may_add_words = not help_request.answer_words and help_request.withdrawn_at is None
        form = HelpAnswerForm(request.POST or None, initial={"answer": help_request.answer})
        if request.method == "POST" and may_add_words and form.is_valid():
            answered_request = answer_help(
                request_id=help_request.pk,
                answer=form.cleaned_data["answer"],
                words=form.cleaned_data["words"],
            )
            outcome = {"outcome": answered(answered_request)}
            return render(request, "foundation/signed_action/outcome.html", outcome)
    except Refusal as refusal:
        context = {"sentence": refusal.sentence, "code": refusal.code}
        template = "foundation/signed_action/refused.html"
        return render(request, template, context, status=refusal.status)
    if not may_add_words:
        outcome = {"outcome": answered(help_request)}
        return render(request, "foundation/signed_action/outcome.html", outcome)
    return render_form(request, "welcome/helpers/answer.html", form, {"help_request": help_request})
