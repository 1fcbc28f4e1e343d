"""Page of a one-click answer: a GET shows it, a POST performs it, for any holder of the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.signed_actions import Outcome, Question, read_token


@public
@secret_address
@require_safe_or_post
def signed_action(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the question of a signed link (GET), or performs its action (POST)."""
    try:
        action, payload = read_token(token)
        if request.method == "POST":
            return _render_page(request, action.perform(payload))
        return _render_page(request, action.question(payload))
    except Refusal as refusal:
        context = {"sentence": refusal.sentence, "code": refusal.code}
        template = "foundation/signed_action/refused.html"
        return render(request, template, context, status=refusal.status)


@secret_address
def _render_page(request: HttpRequest, content: Question | Outcome) -> HttpResponse:
    if isinstance(content, Question):
        template, context = "foundation/signed_action/question.html", {"question": content}
        return render(request, template, context)
    template, outcome = "foundation/signed_action/outcome.html", {"outcome": content}
    return render(request, template, outcome)
