"""What is read of a page."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    """The words of a page without its marks, every run of spaces (no-break too) as one."""
    words = unescape(re.sub(r"<[^>]*>", "", answer.content.decode()))
    return re.sub(r"\s+", " ", words)
