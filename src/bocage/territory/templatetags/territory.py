"""How the pages say what the territory knows."""

from django import template

from bocage.territory.spoken_travel import spoken_distance, spoken_way, spoken_way_from

register = template.Library()

register.filter("distance", spoken_distance)
register.filter("way", spoken_way)
register.filter("way_from", spoken_way_from)
