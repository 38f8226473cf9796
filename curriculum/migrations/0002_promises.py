"""Promises that no constraint can hold, as triggers: what was shown stays as it was."""

from django.db import migrations

#: name, table, event, when (SQL on OLD and NEW, empty: always), sentence
PROMISES = [
    (
        "a_drawn_version_is_frozen",
        "curriculum_questionversion",
        "UPDATE",
        "OLD.frozen_at IS NOT NULL",
        "A version of a question that was drawn is never changed.",
    ),
    (
        "a_published_wording_is_kept",
        "curriculum_questiontext",
        "UPDATE",
        "",
        "A published wording of a question is never changed.",
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
    dependencies = [("curriculum", "0001_initial")]
    operations = [migrations.RunPython(promise, withdraw)]
