"""Codes that were sent in order to sign in, and how often something was tried."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from bocage.foundation.identifiers import new_identifier


class SignInCode(models.Model):
    """Six digits sent to an address, that only the browser which asked for them may use.

    The row knows the address alone, never an account: asking for a code is the same work
    for an address that has an account and for one that has none.
    """

    MAX_ATTEMPTS: ClassVar[int] = 5

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    email = models.EmailField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="people_signincode_expires")]
        constraints = [
            models.CheckConstraint(
                name="people_signincode_attempts_limited",
                condition=models.Q(attempts__lte=5),
                violation_error_message="A code is tried five times at most.",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AttemptCount(models.Model):
    """How often something was tried since a window of time was opened.

    `key` is a keyed digest of what is counted, so the table holds no address of anybody.
    """

    key = models.CharField(max_length=64, primary_key=True)
    opened_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["opened_at"], name="people_attemptcount_opened")]

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.count}"
