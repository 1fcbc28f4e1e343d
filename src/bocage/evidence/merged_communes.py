"""Communes that have merged, and the one that they are today."""

from bocage.territory.models import Commune, FormerCommune


def communes_of_today() -> dict[str, str]:
    """Maps each commune that has merged with others to the code of the current commune, which maps
    to itself; one query.
    """
    merged_codes = Commune.objects.filter(is_current=False).values("code")
    former = FormerCommune.objects.filter(code__in=merged_codes, commune__is_current=True)
    merged = dict(former.values_list("code", "commune"))
    return merged | {today: today for today in merged.values()}
