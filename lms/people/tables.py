"""All tables of a room in one step of a migration."""

from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """A step of a migration that makes the tables of several `CreateModel`s, which may point to each other.

    After each step of its own Django draws every model anew that hangs on the model it made, and on a person hangs
    everything: a hundred tables one by one cost many times what they cost together, where all is drawn once.
    """

    reduces_to_sql = True
    reversible = True
    serialization_expand_args = ["tables"]

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        if "apps" in state.__dict__:
            del state.apps  # drawn anew, and then once, when they are asked for
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.tables)} tables"
