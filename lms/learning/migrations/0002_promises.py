"""Promises that no constraint can hold, as triggers: facts stay as they arrived."""

from django.db import migrations

#: name, table, event, when (SQL on OLD and NEW, empty: always), sentence
PROMISES = [
    (
        "a_record_is_not_changed",
        "learning_learningrecord",
        "UPDATE",
        "",
        "A learning record is never changed.",
    ),
]


def promise(apps, schema_editor):
    for name, table, event, when, sentence in PROMISES:
        clause = f"WHEN ({when})" if when else ""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {clause} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
                f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {clause} EXECUTE FUNCTION {name}()"
            )


def withdraw(apps, schema_editor):
    for name, table, *_ in PROMISES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [migrations.RunPython(promise, withdraw)]
