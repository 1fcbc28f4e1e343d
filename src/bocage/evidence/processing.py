"""Record of processing of the evidence room: only the authors of targets."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import LegalBasis, Protection, declare_processing

declare_processing(
    name="evidence.targets",
    title=_("Objectifs chiffrés"),
    purpose=_("Savoir qui a fixé ou changé un objectif."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Les chargés d’accueil et l’administration."),
    data=_("L’objectif, sa date, la personne qui l’a fixé."),
    seen_by=_("Celles et ceux qui voient le tableau de bord."),
    models=("evidence.Target",),
    retention_note=_("Tant que l’objectif explique un chiffre publié."),
)
