"""The tables that somebody brought go with their account."""

from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import Erasure, erased_with_a_person
from bocage.people.models import TableImport


@erased_with_a_person(_("Les tableaux que vous avez apportés"), rank=900)
def tables(erasure: Erasure) -> None:
    erasure.delete(TableImport.objects.filter(brought_by=erasure.person))
