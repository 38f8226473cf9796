"""What a bank asks of a question: a name for the team, an objective, whether it is ready, where it came from."""

import wagtail.fields
from django.db import migrations, models

from lms.people.promises import Promise


class Migration(migrations.Migration):

    dependencies = [
        ('curriculum', '0009_notes_and_announced_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='brought_as',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='question',
            name='foreign_id',
            field=models.CharField(blank=True, editable=False, max_length=255),
        ),
        migrations.AddField(
            model_name='question',
            name='name',
            field=models.CharField(blank=True, help_text='For the team. Learners never read it.', max_length=255, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='question',
            name='objective',
            field=models.CharField(blank=True, max_length=36, verbose_name='learning objective'),
        ),
        migrations.AddField(
            model_name='question',
            name='ready',
            field=models.BooleanField(default=True, help_text='Only what is ready is asked.', verbose_name='ready'),
        ),
        migrations.AlterField(
            model_name='questiontranslation',
            name='parts',
            field=wagtail.fields.StreamField([('option', 0), ('pair', 3), ('step', 4), ('gap', 5), ('accepted', 6), ('rubric', 7), ('situation', 8), ('choice', 9), ('free', 12), ('feedback', 13), ('picture', 14)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Answer'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Left'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Right'}), 3: ('wagtail.blocks.StructBlock', [[('left', 1), ('right', 2)]], {'label': 'Pair'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Step'}), 5: ('wagtail.blocks.TextBlock', (), {'help_text': 'Accepted texts, one a line, the model answer first.', 'label': 'Gap', 'rows': 3}), 6: ('wagtail.blocks.TextBlock', (), {'help_text': 'For a short text that is compared: one a line, the model answer first.', 'label': 'Accepted texts', 'rows': 3}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'For a short text that a person marks. Only those who mark it read this.', 'label': 'What a good answer says', 'rows': 3}), 8: ('wagtail.blocks.TextBlock', (), {'help_text': 'What has happened, and what is to be decided. Its choices follow below it.', 'label': 'Step of a case', 'rows': 3}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Choice in the step above'}), 10: ('wagtail.blocks.TextBlock', (), {'label': 'What has happened, and what is asked', 'rows': 3}), 11: ('wagtail.blocks.TextBlock', (), {'help_text': 'Only those who mark it read this.', 'label': 'What a good answer says', 'rows': 3}), 12: ('wagtail.blocks.StructBlock', [[('wording', 10), ('rubric', 11)]], {'label': 'Step of a case, answered in own words'}), 13: ('wagtail.blocks.TextBlock', (), {'help_text': 'What is said to those who chose the answer above.', 'label': 'Feedback', 'rows': 2}), 14: ('wagtail.images.blocks.ImageBlock', [], {'help_text': 'It belongs to the answer above, or to the question if it stands first.', 'label': 'Picture'})}, verbose_name='answers'),
        ),
        Promise(
            "the_address_of_a_question_stays",
            table="curriculum_question",
            event="UPDATE",
            broken="NEW.slug <> OLD.slug",
            sentence="A short name stands in addresses and never changes.",
        ),
    ]
