"""Promises that no constraint can hold, as triggers: what the database refuses, whoever writes."""

from dataclasses import dataclass

from django.db.migrations.operations.base import Operation


@dataclass(eq=False)
class Promise(Operation):
    """A step of a migration: on `event` (`UPDATE`, `UPDATE OF column`, `INSERT`, `DELETE`) rows of `table` for which
    `broken` holds (SQL on OLD and NEW that SQLite and PostgreSQL both understand) are refused with `sentence`.

    SQLite drops the triggers of a table that Django makes anew, as it does to change a column: a later migration
    then says the promise again. `tests/house/test_promises.py` finds those that were forgotten.
    """

    name: str
    table: str
    event: str
    sentence: str
    broken: str = "1 = 1"

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        """Models know nothing of it."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        before = f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW"
        if schema_editor.connection.vendor == "sqlite":
            refusal = f"SELECT RAISE(ABORT, '{self.sentence}') WHERE {self.broken}"
            schema_editor.execute(f"{before} BEGIN {refusal}; END")
            return
        going_on = "OLD" if self.event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {self.name}() RETURNS trigger AS $$ BEGIN "
            f"IF {self.broken} THEN RAISE EXCEPTION '{self.sentence}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {going_on}; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(f"{before} EXECUTE FUNCTION {self.name}()")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {self.name}()")

    def describe(self):
        return f"Promise {self.name}"
