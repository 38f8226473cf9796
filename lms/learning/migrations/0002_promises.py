"""Promises that no constraint can hold, as triggers: facts stay as they arrived."""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [
        Promise(
            "a_record_is_not_changed",
            table="learning_learningrecord",
            event="UPDATE",
            sentence="A learning record is never changed.",
        ),
    ]
