"""Data processing activities of the setup, for the GDPR record."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import LegalBasis, Protection, declare_processing

declare_processing(
    name="first_steps.trials",
    title=_("Essais de courriel"),
    purpose=_("Savoir que les courriels de l’instance arrivent."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("La personne dont l’adresse sert à l’envoi, si c’est celle d’une personne."),
    data=_("L’adresse d’envoi essayée, et quand l’essai est revenu."),
    seen_by=_("L’administration."),
    models=("first_steps.MailTrial",),
    retention_note=_("Tant que l’instance existe, ou le compte dont c’est l’adresse."),
)
