"""Block of frequent questions with their answers, also published for search engines."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock

from bocage.outreach.editorial.blocks.registry import add_block


class QuestionBlock(StructBlock):
    """Block of one question with its answer."""

    question = CharBlock(label=_("Question"), max_length=160)
    answer = RichTextBlock(label=_("Réponse"), features=["bold", "italic", "ul", "link"])


class QuestionsBlock(StructBlock):
    """Block of questions, each with its answer folded under it."""

    title = CharBlock(label=_("Titre"), max_length=120)
    questions = ListBlock(
        QuestionBlock(label=_("Question")), label=_("Questions"), min_num=1, max_num=20
    )

    class Meta:
        label = _("Questions et réponses")
        icon = "help"
        template = "outreach/editorial/blocks/questions.html"


add_block("questions", QuestionsBlock(), rank=35)
