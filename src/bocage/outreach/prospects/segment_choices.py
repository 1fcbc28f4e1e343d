"""Current members of a segment, for callers outside its list."""

from django.http import QueryDict

from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.forms.prospects import SegmentForm
from bocage.outreach.prospects.models.prospects import ProspectQuerySet
from bocage.outreach.prospects.models.segments import Segment
from bocage.outreach.prospects.segments import filter_prospects


def prospects_of_segment(segment: Segment, among: ProspectQuerySet) -> ProspectQuerySet:
    """Returns the prospects of `among` that a segment selects; none if it refers to a value that no
    longer exists, because its other criteria would select too many.
    """
    form = SegmentForm(QueryDict(segment.query))
    form.offer(Campaign.objects.filter(departement=segment.departement_id))
    return filter_prospects(among, form.criteria()) if form.is_valid() else among.none()
