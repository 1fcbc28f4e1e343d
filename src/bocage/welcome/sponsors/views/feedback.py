"""Page where both sides give feedback once a sponsorship is over."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.actions import redirect_to_thanks, render_form, shows_thanks
from bocage.people.limits import Limit, count_attempt
from bocage.welcome.sponsors.forms import FeedbackForm
from bocage.welcome.sponsors.links import feedback_link
from bocage.welcome.sponsors.models import Sponsorship, SponsorshipFeedback
from bocage.welcome.sponsors.operations.contacts import write_feedback

FEEDBACKS = Limit(action="welcome.sponsorship_feedback", amount=30, window=timedelta(hours=1))


@public
@secret_address
@require_safe_or_post
def sponsorship_feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the feedback form, by the signed link of a mail, without an account. A GET
    changes nothing.
    """
    key, side = feedback_link.read(token)
    sponsorship = get_object_or_404(Sponsorship, pk=key, project__erased_at=None)
    feedback = SponsorshipFeedback.objects.filter(sponsorship=sponsorship, side=side).first()
    form = FeedbackForm(request.POST) if request.method == "POST" else _feedback_form(feedback)
    if request.method == "POST":
        count_attempt(FEEDBACKS, token)
        if form.is_valid():
            write_feedback(
                sponsorship=sponsorship,
                side=side,
                mark=form.cleaned_data["mark"],
                helped=form.cleaned_data["helped"],
                missing=form.cleaned_data["missing"],
            )
            return redirect_to_thanks(request)
    context = {
        "is_done": shows_thanks(request) and feedback is not None,
        "is_sponsor": side == SponsorshipFeedback.Side.SPONSOR,
    }
    return render_form(request, "welcome/sponsors/feedback.html", form, context)


def _feedback_form(feedback: SponsorshipFeedback | None) -> FeedbackForm:
    if feedback is None:
        return FeedbackForm()
    return FeedbackForm(
        initial={"mark": feedback.mark, "helped": feedback.helped, "missing": feedback.missing}
    )
