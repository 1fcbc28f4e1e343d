"""What PostgreSQL keeps by itself for homes, whatever the code does."""

import pgtrigger

words_follow_the_texts = pgtrigger.Trigger(
    name="words_follow_the_texts",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("title", "description", "commune_id"),
    func="""
        NEW.search_vector :=
            setweight(to_tsvector('bocage_french', NEW.title), 'A')
            || setweight(to_tsvector('bocage_french', COALESCE((
                SELECT name FROM territory_commune WHERE code = NEW.commune_id), '')), 'B')
            || setweight(to_tsvector('bocage_french', NEW.description), 'C');
        RETURN NEW;
    """,
)

decisions_are_changed_by_decisions = pgtrigger.Trigger(
    name="decisions_are_changed_by_decisions",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("verdict", "decided_at"),
    condition=pgtrigger.Q(old__decided_at__isnull=False),
    func="""
        IF (NEW.verdict <> OLD.verdict AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at)
            OR (NEW.decided_at IS NULL AND NEW.verdict <> 'doubtful') THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'housing_joinverdict_decision_stands',
                MESSAGE = 'refused by housing_joinverdict_decision_stands';
        END IF;
        RETURN NEW;
    """,
)
"""A decision is only followed by another one, or taken back whole: the pair is doubtful again.

The machine writes verdicts and never dates of decisions, so what it says cannot replace what a
person said.
"""
