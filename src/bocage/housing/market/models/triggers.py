"""Triggers of PostgreSQL for homes, independent of the code."""

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
