"""The address in the List-Unsubscribe header of optional mails (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bocage.foundation.http.access import public, require_safe_or_post
from bocage.foundation.http.one_click_unsubscribe import answer_one_click
from bocage.people.signed_actions import STOP


@csrf_exempt  # A mail program posts with no session; the signed address is its only right.
@public
@never_cache
@require_safe_or_post
def stop_messages(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribes on the POST of a mail program; shows browsers the confirmation page."""
    return answer_one_click(request, token, action_name=STOP)
