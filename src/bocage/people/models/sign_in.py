"""Codes sent to sign in, browsers that signed in, and how often something was tried."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models.persons import Person


class SignInCode(IdentifiedModel):
    """Code of six digits sent to an address, that only the browser which requested it may use.

    The row has the address alone, never an account: requesting a code takes equal work for an
    address with an account and for one without.

    Unknown browsers that request codes for one address within a minute share the digits of one mail
    (`sent_with`), and each has its own attempts, which others cannot use up.
    """

    MAX_ATTEMPTS: ClassVar[int] = 5

    email = models.EmailField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    sent_with = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        related_name="shares",
        help_text="The code whose mail carried the same digits; none where a mail of its own left.",
    )
    may_be_shared = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Asked for by an unknown browser: another that asks meanwhile gets these digits.",
    )

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="people_signincode_expires"),
            models.Index(
                fields=["email", "created_at"],
                name="people_signincode_shared",
                condition=models.Q(may_be_shared=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_signincode_attempts_limited",
                condition=models.Q(attempts__lte=5),
                violation_error_message="A code is tried five times at most.",
            ),
            models.CheckConstraint(
                name="people_signincode_used_where_sent",
                condition=models.Q(used_at=None) | models.Q(sent_with=None),
                violation_error_message="Digits are used where their mail is known: once.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KnownBrowser(IdentifiedModel):
    """Browser from which a person signed in: it has its own allowance of codes.

    A cookie holds the secret of this digest; several people may share a browser. Its only right is
    to be sent a code. Each sign-in gives the browser another secret.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_browsers")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the secret.")
    session_key = models.CharField(
        max_length=40, blank=True, help_text="The last session opened there: both end together."
    )
    signed_in_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="people_knownbrowser_expires")]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "person"],
                name="people_knownbrowser_once",
                violation_error_message="A browser knows a person once.",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AttemptCount(models.Model):
    """Number of attempts since a window of time was opened.

    `key` is a keyed digest of the action and of its subject, so the table holds no address of
    anybody.
    """

    key = models.CharField(max_length=64, primary_key=True)
    opened_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["opened_at"], name="people_attemptcount_opened")]

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.count}"
