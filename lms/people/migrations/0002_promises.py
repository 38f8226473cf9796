"""Promises that no constraint can hold, as triggers: the audit only grows."""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        Promise(
            "audit_is_not_changed",
            table="people_auditentry",
            event="UPDATE",
            sentence="An audit entry is never changed.",
        ),
        Promise(
            "audit_is_not_deleted",
            table="people_auditentry",
            event="DELETE",
            sentence="An audit entry is never deleted.",
        ),
    ]
