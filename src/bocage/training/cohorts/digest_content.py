"""Section of the club's monthly digest: courses still open to applications."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.people.seams.digest_sections import (
    MAX_ITEMS,
    DigestItem,
    DigestPeriod,
    add_digest_section,
)
from bocage.territory.models import Departement
from bocage.training.programmes.models.cohorts import Cohort


def courses_to_apply_to(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """Returns the digest items of the cohorts that take applications on the day of the digest; one
    query.
    """
    cohorts = (
        Cohort.objects.taking_applications(period.until)
        .filter(programme__departement=departement)
        .select_related("programme")
        .order_by("starts_on", "pk")
    )
    return [
        DigestItem(
            key=str(cohort.pk),
            title=cohort.programme.name,
            detail=_("%(cohort)s, dès le %(day)s ; candidatures jusqu’au %(until)s")
            % {
                "cohort": cohort.name,
                "day": format_date(cohort.starts_on),
                "until": format_date(cohort.apply_until),
            },
            path=reverse("training_programme", args=[cohort.programme.slug]),
        )
        for cohort in cohorts[:MAX_ITEMS]
    ]


add_digest_section(
    name="courses", title=gettext_lazy("Se former"), rank=25, items=courses_to_apply_to
)
