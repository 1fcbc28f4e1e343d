"""Form of the day on which a task was done."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput
from bocage.welcome.pipeline.errors.tasks import DoneAnotherDay


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **options)


class TaskDoneForm(forms.Form):
    """Form that gives the day on which a task was done, if it is not today."""

    done_on = day_field(_("Fait le"), required=False)


def day_done(data: QueryDict) -> date | None:
    """Returns the day given with « c’est fait », or None for today.

    Raises:
        DoneAnotherDay: it is not a date.
    """
    form = TaskDoneForm(data)
    if not form.is_valid():
        raise DoneAnotherDay
    day: date | None = form.cleaned_data["done_on"]
    return day
