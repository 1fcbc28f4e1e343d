"""When people like to be reminded of their bookings."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderChoice(models.Model):
    """When a person is reminded of each booking. No row: the day before.

    By what means, or not at all, is a choice among the messages that they want (the channel
    `reminders` of the preferences).
    """

    class When(models.TextChoices):
        DAY_BEFORE = "day_before", _("la veille, en fin d’après-midi")
        HOUR_BEFORE = "hour_before", _("une heure avant")
        NEVER = "never", _("jamais")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="reminder_choice",
        primary_key=True,
        verbose_name=_("personne"),
    )
    when = models.CharField(
        _("quand"), max_length=11, choices=When.choices, default=When.DAY_BEFORE
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workspaces_reminderchoice_when_known",
                condition=models.Q(when__in=["day_before", "hour_before", "never"]),
                violation_error_message=_("Ce moment n’est pas proposé."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_when_display())
