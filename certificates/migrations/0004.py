"""All promises of this room anew: SQLite makes a table anew for many changes, and triggers go with the old one."""

from datetime import timedelta

from django.db import migrations

#: what was certified before there was a window of renewal: it was said to expire in its last sixty days
WINDOW = 60

#: name, table, event, when (SQL on OLD and NEW, empty: always), sentence
PROMISES = [
    (
        "offered_rules_are_frozen",
        "certificates_achievementversion",
        "UPDATE",
        "OLD.frozen_at IS NOT NULL",
        "Rules that were offered are never changed.",
    ),
    (
        "a_decision_stands",
        "certificates_award",
        "UPDATE",
        "OLD.certified_at IS NOT NULL AND (NEW.certified_at IS NULL OR NEW.certified_at <> OLD.certified_at "
        "OR NEW.certified_by_id <> OLD.certified_by_id OR NEW.recommended_by_id <> OLD.recommended_by_id "
        "OR NEW.enrolment_id <> OLD.enrolment_id OR NEW.offer_id <> OLD.offer_id "
        "OR NEW.learner_id <> OLD.learner_id)",
        "What was certified, by whom and when, is never changed: it can be revoked.",
    ),
    (
        "a_revocation_stands",
        "certificates_award",
        "UPDATE",
        "OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at)",
        "A revocation is never taken back.",
    ),
    (
        "a_renewal_stands",
        "certificates_award",
        "UPDATE",
        "OLD.renewed_at IS NOT NULL AND (NEW.renewed_at IS NULL OR NEW.renewed_at <> OLD.renewed_at)",
        "A renewal is never taken back.",
    ),
    (
        "an_issued_certificate_stays",
        "certificates_certificate",
        "UPDATE",
        "OLD.issued_at IS NOT NULL AND (NEW.issued_at IS NULL OR NEW.issued_at <> OLD.issued_at "
        "OR NEW.pdf_sha256 <> OLD.pdf_sha256 OR NEW.public_id <> OLD.public_id "
        "OR NEW.award_id <> OLD.award_id)",
        "An issued certificate is never changed.",
    ),
    (
        "a_replaced_certificate_stays_replaced",
        "certificates_certificate",
        "UPDATE",
        "OLD.superseded_at IS NOT NULL AND (NEW.superseded_at IS NULL OR NEW.superseded_at <> OLD.superseded_at)",
        "A certificate that was replaced is never current again.",
    ),
    (
        "changes_of_status_are_not_changed",
        "certificates_statusevent",
        "UPDATE",
        "",
        "A change of status is never changed.",
    ),
    (
        "changes_of_status_are_not_deleted",
        "certificates_statusevent",
        "DELETE",
        "",
        "A change of status is never deleted.",
    ),
]


def fill(apps, schema_editor):
    awards = apps.get_model("certificates", "Award").objects.filter(valid_until__isnull=False)
    for award in awards.iterator():
        award.renewable_from = award.valid_until - timedelta(days=WINDOW - 1)
        award.save(update_fields=["renewable_from"])


def promise(apps, schema_editor):
    withdraw(apps, schema_editor)
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
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_life_and_keys")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(promise, withdraw),
    ]
