"""« Gardons le contact » as a page shows it, on its own or within another."""

from django.http import Http404, QueryDict
from django.utils.translation import get_language

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.forms.fields import offer_choices
from bocage.outreach.campaigns.contact_places import contact_departements, place_of_code
from bocage.outreach.contact.forms.contact import PublicContactForm


def contact_form(code: str, sent: QueryDict | None = None) -> PublicContactForm:
    """The form as a page shows it.

    Raises:
        Http404: nobody would answer: there is neither a campaign nor a coordinator.
    """
    place = place_of_code(code)
    departements = [place.departement] if place else contact_departements()
    if not departements:
        raise Http404
    form = PublicContactForm(
        sent,
        initial={"sent_as": new_identifier()},
        language=get_language() or "fr",
        code=code if place else "",
    )
    if len(departements) == 1:
        del form.fields["departement"]
    else:
        offer_choices(form, "departement", [(one.code, one.name) for one in departements])
        form.fields["departement"].required = True
    return form
