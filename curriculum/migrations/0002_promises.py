"""Promises that no constraint can hold, as triggers: what was shown stays as it was."""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0001_initial")]
    operations = [
        Promise(
            "a_drawn_version_is_frozen",
            table="curriculum_questionversion",
            event="UPDATE",
            broken="OLD.frozen_at IS NOT NULL",
            sentence="A version of a question that was drawn is never changed.",
        ),
        Promise(
            "a_published_wording_is_kept",
            table="curriculum_questiontext",
            event="UPDATE",
            sentence="A published wording of a question is never changed.",
        ),
    ]
