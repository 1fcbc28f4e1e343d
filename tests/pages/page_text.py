"""Text content of a page."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    """The words of a page without its marks, every run of spaces (no-break too) as one."""
    words = unescape(re.sub(r"<[^>]*>", "", answer.content.decode()))
    return re.sub(r"\s+", " ", words)


def marks_of(answer: HttpResponse) -> str:
    """The marks and the words of a page, however its templates break their lines: every run of
    spaces as one, and none beside a mark."""
    one_line = re.sub(r"[ \n]+", " ", answer.content.decode())
    return re.sub(r" ?(</?[a-z][^>]*>) ?", r"\1", one_line)
