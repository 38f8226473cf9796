"""The promise about words of designs anew: their table was made anew, and triggers go with the old one on SQLite.

Whoever changes `certificates_design` or `certificates_achievement` in a way for which SQLite makes them anew takes the
promises of 0007 that name them away before, and says them again after: SQLite reads every trigger when it renames.
"""

from django.db import migrations

from lms.people.promises import Promise


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_all_texts_counted")]
    operations = [
        Promise(
            "words_of_a_used_design_are_frozen",
            table="certificates_designtranslation",
            event="UPDATE",
            broken="OLD.live AND (NEW.heading <> OLD.heading OR NEW.closing <> OLD.closing) AND EXISTS "
            "(SELECT 1 FROM certificates_design d WHERE d.id = OLD.master_id AND d.frozen_at IS NOT NULL)",
            sentence="The words of a design that stands on a certificate are never changed.",
        ),
    ]
