"""Page types of the site: their content, their allowed parents, and their rendering."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from bocage.outreach.editorial.blocks.promises import promise_blocks
from bocage.outreach.editorial.blocks.registry import body_blocks
from bocage.outreach.editorial.blocks.steps import step_blocks
from bocage.outreach.editorial.fields import BlocksField
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.shared.themes import Theme

UNDER_HOME = ["outreach.HomePage", "outreach.ListingPage"]


class EditorialVersion(models.Model):
    """Version counter of the pages, in a single row. Each change increments it, which invalidates
    pages cached before.
    """

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outreach_editorialversion_alone",
                condition=models.Q(pk=1),
                violation_error_message=_("Il n’y a qu’une version des pages."),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class EditorialPage(Page):
    """Base of the editorial pages: an introduction under the title, and blocks."""

    introduction = models.CharField(
        _("phrase d’introduction"),
        max_length=300,
        blank=True,
        help_text=_("Une phrase sous le titre ; les moteurs de recherche la montrent aussi."),
    )
    body = BlocksField(body_blocks(), verbose_name=_("contenu"), blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("En tête de la page, et quand on la partage."),
    )

    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = UNDER_HOME
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuses the address of something else: a visitor would never come to this page."""
        from bocage.outreach.editorial.routing import is_taken

        super().clean()
        parent = self.get_parent()
        above = parent.get_url() if parent is not None and not parent.is_root() else None
        if above and is_taken(f"{above}{self.slug}/", self.locale):
            raise ValidationError({"slug": _("Le site a déjà autre chose à cette adresse.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the content around the blocks to the template context."""
        from bocage.outreach.editorial.contexts import page_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | page_context(self)


def with_panels(*panels: Any) -> list[Any]:
    """Returns the edit panels of a kind of page: the title, its own panels, then those common to
    every kind.
    """
    title, *common = EditorialPage.content_panels
    return [title, *panels, *common]


class HomePage(EditorialPage):
    """Home page: a question, figures, how it works, promises, then blocks."""

    headline = models.CharField(
        _("grand titre"),
        max_length=120,
        blank=True,
        help_text=_("Vide : celui des réglages de l’instance."),
    )
    steps = BlocksField(
        step_blocks(),
        verbose_name=_("comment cela marche"),
        blank=True,
        help_text=_("Vide : les trois étapes de la réservation d’un bureau."),
    )
    promises_introduction = models.CharField(
        _("phrase avant les promesses"), max_length=400, blank=True
    )
    promises = BlocksField(promise_blocks(), verbose_name=_("promesses"), blank=True)

    template = "outreach/editorial/home.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("steps"),
        FieldPanel("promises_introduction"),
        FieldPanel(
            "promises",
            help_text=_("Vide : ce que l’on trouve ici aujourd’hui, d’après ce qui est publié."),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "outreach.ThemePage",
        "outreach.OriginPage",
        "outreach.LandingPage",
        "outreach.ListingPage",
        "outreach.LegalPage",
    ]
    max_count_per_parent = 2

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from bocage.outreach.editorial.contexts import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self)


class ThemePage(EditorialPage):
    """Page about one aspect of living here."""

    theme = models.CharField(_("thème"), max_length=10, choices=Theme.choices)

    template = "outreach/editorial/page.html"
    content_panels = with_panels(FieldPanel("theme"))

    class Meta:
        verbose_name = _("page de thème")
        verbose_name_plural = _("pages de thème")
        constraints = [
            models.CheckConstraint(
                name="outreach_themepage_theme_known",
                condition=models.Q(theme__in=Theme.values),
                violation_error_message=_("Ce thème n’est pas proposé."),
            )
        ]


class OriginPage(EditorialPage):
    """Page « Venir de Paris »: the territory as seen from the place where a reader lives now."""

    origin = models.CharField(_("d’où l’on vient"), max_length=60, help_text=_("« Paris »"))

    template = "outreach/editorial/page.html"
    content_panels = with_panels(FieldPanel("origin"))

    class Meta:
        verbose_name = _("page « venir de… »")
        verbose_name_plural = _("pages « venir de… »")


class LandingPage(EditorialPage):
    """Page to which a campaign leads."""

    template = "outreach/editorial/page.html"

    class Meta:
        verbose_name = _("page d’arrivée d’une campagne")
        verbose_name_plural = _("pages d’arrivée des campagnes")


class ListingPage(EditorialPage):
    """A page that lists those under it: news, testimonies."""

    template = "outreach/editorial/listing.html"
    parent_page_types = ["outreach.HomePage"]
    subpage_types = [
        "outreach.NewsPage",
        "outreach.TestimonyPage",
        "outreach.ThemePage",
        "outreach.OriginPage",
    ]

    class Meta:
        verbose_name = _("page de liste")
        verbose_name_plural = _("pages de liste")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from bocage.outreach.editorial.contexts import listed_pages

        return super().get_context(request, *args, **kwargs) | {"rows": listed_pages(self)}


class NewsPage(EditorialPage):
    """Page about a past or future event."""

    news_date = models.DateField(_("date"), default=timezone.localdate)

    template = "outreach/editorial/page.html"
    content_panels = with_panels(FieldPanel("news_date"))
    parent_page_types = ["outreach.ListingPage"]

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")


class TestimonyPage(EditorialPage):
    """Page with the testimony of a person who settled here, public as long as they consent to
    it."""

    __test__ = False  # Not a test, despite its name.

    consent = models.ForeignKey(
        TestimonyConsent,
        models.PROTECT,
        related_name="+",
        verbose_name=_("accord de la personne"),
        help_text=_("La page se retire d’elle-même le soir où cet accord prend fin."),
    )
    person_name = models.CharField(_("qui parle"), max_length=80, help_text=_("« Camille »"))
    person_words = models.CharField(
        _("en quelques mots"), max_length=120, help_text=_("« graphiste, arrivée de Nantes »")
    )
    quote = models.CharField(_("sa phrase"), max_length=300)

    template = "outreach/editorial/testimony.html"
    content_panels = with_panels(
        FieldPanel("consent"),
        FieldPanel("person_name"),
        FieldPanel("person_words"),
        FieldPanel("quote"),
    )
    parent_page_types = ["outreach.ListingPage"]

    class Meta:
        verbose_name = _("témoignage")
        verbose_name_plural = _("témoignages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serves the page, or a 410 page once the consent is no longer valid."""
        from django.shortcuts import render

        if not self.consent.holds_on(timezone.localdate()):
            return render(request, "outreach/editorial/testimony_gone.html", status=410)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


class LegalPage(EditorialPage):
    """A page that every foot leads to: its address is the product's, its words the instance's."""

    class Subject(models.TextChoices):
        ACCESSIBILITY = "accessibility", _("accessibilité")
        PERSONAL_DATA = "personal_data", _("données personnelles")
        ABOUT = "about", _("à propos")
        OTHER = "other", _("autre")

    subject = models.CharField(
        _("sujet"), max_length=16, choices=Subject.choices, default=Subject.OTHER
    )

    template = "outreach/editorial/page.html"
    parent_page_types = ["outreach.HomePage"]

    class Meta:
        verbose_name = _("page légale")
        verbose_name_plural = _("pages légales")
        constraints = [
            models.CheckConstraint(
                name="outreach_legalpage_subject_known",
                condition=models.Q(
                    subject__in=["accessibility", "personal_data", "about", "other"]
                ),
                violation_error_message=_("Ce sujet n’est pas proposé."),
            )
        ]
