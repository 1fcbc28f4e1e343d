"""Addresses in mails, which are read far from the site and so are always whole."""

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@register.simple_tag
def mail_url(name: str, *args: object, **kwargs: object) -> str:
    """The whole address of a page, in the language of the mail."""
    return settings.BOCAGE.public_url + reverse(name, args=args, kwargs=kwargs)


@register.filter
def whole(path: str) -> str:
    """The whole address of a path of the instance (`/reponse/…`); leaves a whole address alone."""
    return path if path.startswith(("http://", "https://")) else settings.BOCAGE.public_url + path
