"""All tables of a first release at once, each with its keys and constraints."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Apply operations to the state one by one, and create their tables together.

    Django renders all models anew after each `CreateModel`, which took nine tenths of the
    time of migrating. Here they are rendered once, and each table is created as it is
    after the last of the operations.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self._new(app_label, from_state, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self._new(app_label, to_state, from_state)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        return "Create all tables"

    def _new(
        self, app_label: str, before: ProjectState, after: ProjectState
    ) -> list[Any]:
        new = [key for key in after.models if key not in before.models]
        models = [after.apps.get_model(*key) for key in new if key[0] == app_label]
        return [model for model in models if self.allow_migrate_model("default", model)]
