"""Template filters for communes and their facts."""

from django import template

from bocage.territory.travel_formatting import format_distance, format_way, format_way_from

register = template.Library()

register.filter("distance", format_distance)
register.filter("way", format_way)
register.filter("way_from", format_way_from)
