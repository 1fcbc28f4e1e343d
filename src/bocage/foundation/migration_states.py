"""The historical models of migrations, made once each where Django makes them again and again.

When a migration creates a table, Django renders anew the model of every table that is related to
it, however far: nearly every table names people, so that 89 migrations rendered 14,000 models.
A table that did not exist has no model that is out of date: rendering its own is enough, and its
relations reach the others as they do when Python reads models one after the other. A constraint or
an index that is added concerns no other model than its own, which learns of it where it stands
(docs/decisions/historical-models-once.md).
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


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

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """Adds a constraint or an index: the one operation on options that Django has for both."""
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        rendered = self.__dict__.get("apps")
        if rendered is not None:
            meta = rendered.get_model(app_label, model_name)._meta
            setattr(meta, option_name, [*getattr(meta, option_name), obj.clone()])
            meta.__dict__.pop("total_unique_constraints", None)

    def clone(self) -> GrowingState:
        """As Django's, which would give back a state of its own."""
        copied = super().clone()
        state = GrowingState(models=copied.models, real_apps=copied.real_apps)
        state.is_delayed = copied.is_delayed
        if "apps" in copied.__dict__:
            state.apps = copied.apps
        return state


class GrowingExecutor(MigrationExecutor):
    """Runs migrations on a state that grows. Going back keeps the states of before, and leaves
    them to Django: a model that has learnt of a constraint is in all of them."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc] # as above
        if not with_applied_migrations:
            return state
        return GrowingState(models=state.models, real_apps=state.real_apps)
