"""The work of a browser, done for a test that posts a form."""

from itertools import count

from bocage.foundation.http.spam_challenge import begins_with_zeros, new_challenge


def worked() -> dict[str, str]:
    """The fields of a form whose browser did its work."""
    challenge = new_challenge()
    answer = next(str(number) for number in count() if begins_with_zeros(challenge, str(number)))
    return {"challenge": challenge, "work": answer}
