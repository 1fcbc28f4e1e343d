"""The historical models of migrations, made once each where Django makes them again and again.

When a migration creates a table, Django renders anew the model of every table that is related to
it, however far: nearly every table names people, so that 89 migrations rendered 14,000 models.
A table that did not exist has no model that is out of date: rendering its own is enough, and its
relations reach the others as they do when Python reads models one after the other. A field that is
added, a constraint or an index concerns no other model than its own, which learns of it where it
stands (docs/decisions/historical-models-once.md). With one initial migration a room, an empty
database takes 22 s of processor with it, and more than 160 without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED, Field


class GrowingState(ProjectState):
    """A state to which a new model is added beside the others."""

    def add_model(self, model_state: ModelState) -> None:
        """Adds a model, and renders it alone where no model of this name was rendered before."""
        key = model_state.app_label, model_state.name_lower
        rendered = self.__dict__.get("apps")
        if rendered is None or key[1] in rendered.all_models[key[0]]:
            super().add_model(model_state)
            return
        self.models[key] = model_state
        if self._relations is not None:  # type: ignore[attr-defined] # not in the stubs
            self.resolve_model_relations(key)
        rendered.render_multiple([model_state])

    def add_field(
        self, app_label: str, model_name: str, name: str, field: Field, preserve_default: bool
    ) -> None:
        """Adds a field to the rendered model in place, as when Python reads the class.

        A many-to-many field has a table of its own, and is left to Django.
        """
        rendered = self.__dict__.get("apps")
        if rendered is None or field.many_to_many:
            super().add_field(app_label, model_name, name, field, preserve_default)
            return
        copy = field.clone()
        if not preserve_default:
            copy.default = NOT_PROVIDED
        self.models[app_label, model_name].fields[name] = copy
        if self._relations is not None:  # type: ignore[attr-defined] # not in the stubs
            self.resolve_model_field_relations((app_label, model_name), name, copy)
        model = rendered.get_model(app_label, model_name)
        # Related models are looked up among the current ones, not those of the rendering.
        model._meta.apps = rendered
        model.add_to_class(name, copy.clone())
        rendered.clear_cache()

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Renders a model anew, unless only its triggers have changed: no other model knows of
        them, nor any field."""
        rendered = self.__dict__.get("apps")
        if rendered is not None:
            triggers = self.models[app_label, model_name].options.get("triggers", [])
            meta = rendered.get_model(app_label, model_name)._meta
            if getattr(meta, "triggers", []) != triggers:
                meta.triggers = [*triggers]
                return
        super().reload_model(app_label, model_name, delay)

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """Adds a constraint or an index: the one operation on options that Django has for both."""
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        self._teach_option(app_label, model_name, option_name)

    def _teach_option(self, app_label: str, model_name: str, option_name: str) -> None:
        """Has the model that stands, if there is one, learn its constraints or its indexes."""
        rendered = self.__dict__.get("apps")
        if rendered is not None:
            meta = rendered.get_model(app_label, model_name)._meta
            learnt = [
                option.clone() for option in self.models[app_label, model_name].options[option_name]
            ]
            setattr(meta, option_name, learnt)
            meta.__dict__.pop("total_unique_constraints", None)

    def clone(self) -> GrowingState:
        """Returns a copy that is a `GrowingState`, where the method of Django returns a
        `ProjectState`.
        """
        copied = super().clone()
        state = GrowingState(models=copied.models, real_apps=copied.real_apps)
        state.is_delayed = copied.is_delayed
        if "apps" in copied.__dict__:
            state.apps = copied.apps
        return state


def our_labels() -> set[str]:
    """Returns the labels of the applications that are rooms of Bocage."""
    return {app.label for app in apps.get_app_configs() if app.name.startswith("bocage.")}


class GrowingExecutor(MigrationExecutor):
    """Runs migrations on a state that grows. Going back keeps the states of before, and leaves
    them to Django: a model that has learnt of a constraint is in all of them."""

    def migration_plan(
        self, targets: Iterable[tuple[str, str | None]], clean_start: bool = False
    ) -> list[tuple[Migration, bool]]:
        """Plans as Django does, the tables of libraries before ours: their many migrations alter
        tables, and each alteration renders anew every model that is related to the table."""
        libraries_first = sorted(targets, key=lambda target: target[0] in our_labels())
        plan: list[tuple[Migration, bool]] = super().migration_plan(libraries_first, clean_start)
        return plan

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc] # as above
        if not with_applied_migrations:
            return state
        return GrowingState(models=state.models, real_apps=state.real_apps)
