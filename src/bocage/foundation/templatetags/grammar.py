"""Filters of French grammar, in every template (see foundation.formatting.grammar).

{% blocktranslate with of_town=town.name|of_name %}La mairie {{ of_town }}{% endblocktranslate %}
"""

from django import template
from django.template.defaultfilters import stringfilter

from bocage.foundation.formatting import grammar

register = template.Library()

register.filter("of_name", stringfilter(grammar.of_name))
register.filter("at_name", stringfilter(grammar.at_name))
