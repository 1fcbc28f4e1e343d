"""Trades and skills: one list that everybody shares, and that grows as they write theirs."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.plain_words import PlainWords
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey

SYNONYMS_LEAD_TO_A_WORD = """
    IF NEW.merged_into_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM network_skill WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM network_skill WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL
    ) OR EXISTS (SELECT 1 FROM network_skill WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            CONSTRAINT = 'network_skill_synonym_of_a_word',
            MESSAGE = 'refused by network_skill_synonym_of_a_word';
    END IF;
    RETURN NEW;
"""


class SkillQuerySet(models.QuerySet["Skill"]):
    """Filters on skills."""

    def canonical(self) -> SkillQuerySet:
        """Filters the skills that are offered, without the synonyms merged into another."""
        return self.filter(merged_into=None)


class Skill(IdentifiedModel):
    """Trade or skill, as members write it. A synonym stays in the list, and leads to the chosen
    word.
    """

    class Kind(models.TextChoices):
        TRADE = "trade", _("métier")
        SKILL = "skill", _("compétence")

    kind = models.CharField(_("nature"), max_length=6, choices=Kind, default=Kind.SKILL)
    name = models.CharField(_("nom"), max_length=60)
    plain_name = models.GeneratedField(
        expression=PlainWords(F("name")), output_field=models.TextField(), db_persist=True
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="synonyms",
        verbose_name=_("synonyme de"),
    )
    added_by = AuthorKey(_("ajouté par"), null=True, blank=True, related_name="+")

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="network_skill_written_once",
                fields=["plain_name"],
                violation_error_message=_("Ce mot est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="network_skill_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une compétence a un nom."),
            ),
            models.CheckConstraint(
                name="network_skill_not_its_own_synonym",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message=_("Un mot n’est pas synonyme de lui-même."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("plain_name", name="gin_trgm_ops"), name="network_skill_alike"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="synonyms_lead_to_a_word",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                func=SYNONYMS_LEAD_TO_A_WORD,
            )
        ]

    def __str__(self) -> str:
        return self.name
