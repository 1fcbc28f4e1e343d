"""Views of the club's skills: number of uses, and merging of synonyms."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import flash_outcome
from bocage.network.members.formatting import count_common_members, merge_candidates, ranked_skills
from bocage.network.members.forms import TARGET_SKILL_FIELD
from bocage.network.members.models.skills import Skill
from bocage.network.members.operations.skills import merge_skills
from bocage.people.signed_in import current_person

WORDS_PER_PAGE = 50
LONGEST_SEARCH = 60


@permitted("network.merge_skills")
@require_safe
def club_skills(request: HttpRequest) -> HttpResponse:
    """Lists the shared skills, most used first."""
    text = _typed(request)
    page = Paginator(ranked_skills(text), WORDS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/members/club_skills.html", {"page": page, "text": text})


@permitted("network.merge_skills")
@require_safe_or_post
def club_skill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Selects the target of a synonym, previews the merge, then merges both skills."""
    word = get_object_or_404(ranked_skills(), pk=pk)
    into = _selected_skill(request)
    if request.method == "POST" and into is not None:
        names = {"word": word.name, "into": into.name}
        with flash_outcome(request, _("« %(word)s » mène désormais à « %(into)s ».") % names):
            merge_skills(by=current_person(request), skill=word, into=into)
            return redirect("club_skills")
        return redirect("club_skill", pk=pk)
    text = _typed(request)
    context = {
        "word": word,
        "pk": pk,
        "into": into if into is not None and into.pk != word.pk else None,
        "both": count_common_members(word, into) if into is not None else 0,
        "text": text,
        "candidates": merge_candidates(word, text),
    }
    return render(request, "network/members/club_skill.html", context)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]


def _selected_skill(request: HttpRequest) -> Skill | None:
    """Returns the skill of the query string or of the form; None if it is not in the list."""
    key = identifier_or_none(
        request.POST.get(TARGET_SKILL_FIELD, "") or request.GET.get(TARGET_SKILL_FIELD, "")
    )
    return ranked_skills().filter(pk=key).first() if key else None
