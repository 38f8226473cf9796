"""Addresses stay: certificates, course folders and the paper on the wall lead to them."""

from django.db import migrations, models

from lms.people.promises import Promise

ADDRESSED = ["course", "module", "lesson", "question", "assignment", "glossaryterm"]


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0005_prerequisites")]
    operations = [
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=~models.Q(slug="quiz"),
                name="a_lesson_is_not_called_quiz",
                violation_error_message="“quiz” is the address of the quiz. Choose another short name.",
            ),
        ),
        *(
            Promise(
                f"the_address_of_a_{noun}_stays",
                table=f"curriculum_{noun}",
                event="UPDATE",
                broken="NEW.slug <> OLD.slug",
                sentence="A short name stands in addresses and never changes.",
            )
            for noun in ADDRESSED
        ),
    ]
