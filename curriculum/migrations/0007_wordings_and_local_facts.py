"""Wordings of laws with their date, reviews that a change of law opened, and what differs from location to location."""

import curriculum.translation
import django.db.models.deletion
import modelsearch.index
import parler.fields
import parler.models
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

from lms.people.promises import Promise


class Migration(migrations.Migration):

    dependencies = [
        ('curriculum', '0006_addresses_stay'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalFactKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='short name')),
                ('kind', models.CharField(choices=[('words', 'words, in each language'), ('name', 'a name, an address or a number, the same in every language'), ('amount', 'an amount in euro'), ('link', 'the address of a web page')], default='words', max_length=10, verbose_name='kind')),
                ('hint', models.CharField(blank=True, help_text='A sentence for the coordinators of the locations.', max_length=300, verbose_name='what is to be filled in')),
            ],
            options={
                'verbose_name': 'local fact',
                'verbose_name_plural': 'local facts',
                'ordering': ['slug'],
            },
            bases=(curriculum.translation.MasterMixin, models.Model),
        ),
        migrations.CreateModel(
            name='LocalFactKeyTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('language_code', models.CharField(db_index=True, max_length=15, verbose_name='Language')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False)),
                ('units_to_do', models.PositiveIntegerField(default=0, editable=False, verbose_name='blocks to look at')),
                ('label', models.CharField(max_length=200, verbose_name='label')),
            ],
            options={
                'verbose_name': 'label of a local fact',
                'verbose_name_plural': 'labels of local facts',
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, curriculum.translation.RowMixin, parler.models.TranslatedFieldsModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='StatuteEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(verbose_name='wording of')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('imported_at', models.DateTimeField(verbose_name='imported at')),
            ],
            options={
                'verbose_name': 'edition of a statute',
                'verbose_name_plural': 'editions of statutes',
                'ordering': ['as_of'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StatuteSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('section', 'section'), ('article', 'article'), ('annex', 'annex')], default='section', max_length=10, verbose_name='kind')),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                ('place', models.CharField(editable=False, max_length=80)),
            ],
            options={
                'verbose_name': 'section of a law',
                'verbose_name_plural': 'sections of laws',
                'ordering': ['statute__abbreviation', 'place'],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(blank=True, max_length=500, verbose_name='heading')),
                ('text', models.TextField(blank=True, verbose_name='wording')),
                ('standing', models.BooleanField(default=True, verbose_name='in force')),
            ],
            options={
                'verbose_name': 'wording of a section',
                'verbose_name_plural': 'wordings of sections',
                'ordering': ['section', 'edition__as_of'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='a_block_has_one_open_review',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='a_question_has_one_open_review',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='a_term_has_one_open_review',
        ),
        migrations.AddField(
            model_name='review',
            name='cause',
            field=models.CharField(choices=[('flag', 'flagged in the text'), ('law', 'the law was changed')], default='flag', max_length=10, verbose_name='cause'),
        ),
        migrations.AlterField(
            model_name='lessontranslation',
            name='body',
            field=wagtail.fields.StreamField([('opening', 2), ('prose', 2), ('notice', 2), ('law', 6), ('traffic_light', 11), ('checklist', 14), ('steps', 14), ('case', 19), ('misconception', 22), ('self_check', 29), ('exercise', 2), ('remember', 2), ('local_fact', 30)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'A sentence for readers. It opens a review; the notice is shown until the review is closed.', 'label': 'Why this is uncertain', 'required': False}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'code', 'citation', 'term'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {}), 4: ('wagtail.blocks.ListBlock', (3,), {'help_text': 'Such as: § 551 Abs. 1 BGB', 'label': 'Citations'}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'In our own words'}), 6: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('citations', 4), ('text', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term']}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'This you may do'}), 9: ('wagtail.blocks.ListBlock', (7,), {'label': 'Here you ask'}), 10: ('wagtail.blocks.ListBlock', (7,), {'label': 'This you hand over'}), 11: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('do', 8), ('ask', 9), ('hand_over', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'required': False}), 13: ('wagtail.blocks.ListBlock', (7,), {'label': 'Items'}), 14: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('title', 12), ('items', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'code', 'citation', 'term'], 'label': 'Situation'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'code', 'citation', 'term'], 'label': 'Task'}), 18: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'code', 'citation', 'term'], 'label': 'Solution'}), 19: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('title', 15), ('situation', 16), ('task', 17), ('solution', 18)]], {}), 20: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'Often heard'}), 21: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'What is right'}), 22: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('wrong', 20), ('right', 21)]], {}), 23: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'Question'}), 24: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'Answer'}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'Right', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('text', 24), ('correct', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Answers', 'min_num': 2}), 28: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'code', 'citation', 'term'], 'label': 'Explanation'}), 29: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('question', 23), ('options', 27), ('explanation', 28)]], {}), 30: ('wagtail.blocks.StructBlock', [[('uncertain', 0), ('key', 3)]], {})}, verbose_name='content'),
        ),
        migrations.AddField(
            model_name='localfactkeytranslation',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='localfactkeytranslation',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='localfactkeytranslation',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='localfactkeytranslation',
            name='master',
            field=parler.fields.TranslationsForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='curriculum.localfactkey'),
        ),
        migrations.AddField(
            model_name='statuteedition',
            name='statute',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='curriculum.statute'),
        ),
        migrations.AddField(
            model_name='statutesection',
            name='statute',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='curriculum.statute', verbose_name='statute'),
        ),
        migrations.AddField(
            model_name='wording',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='curriculum.statuteedition'),
        ),
        migrations.AddField(
            model_name='wording',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='curriculum.statutesection'),
        ),
        migrations.AddField(
            model_name='review',
            name='changes',
            field=models.ManyToManyField(blank=True, editable=False, related_name='reviews', to='curriculum.wording'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('lesson', 'block', 'cause'), name='a_block_has_one_open_review_a_cause'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('question', 'cause'), name='a_question_has_one_open_review_a_cause'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('term', 'cause'), name='a_term_has_one_open_review_a_cause'),
        ),
        migrations.AddConstraint(
            model_name='localfactkeytranslation',
            constraint=models.UniqueConstraint(fields=('master', 'language_code'), name='a_local_fact_has_one_label_a_language'),
        ),
        migrations.AddConstraint(
            model_name='statuteedition',
            constraint=models.UniqueConstraint(fields=('statute', 'as_of'), name='a_statute_has_one_edition_a_day'),
        ),
        migrations.AddConstraint(
            model_name='statutesection',
            constraint=models.UniqueConstraint(fields=('statute', 'kind', 'number'), name='a_section_stands_once_in_its_statute'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('section', 'edition'), name='a_section_says_one_thing_an_edition'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('standing', True), ('text', ''), _connector='OR'), name='what_was_repealed_says_nothing'),
        ),
        Promise(
            "a_wording_stays_as_it_was_read",
            table="curriculum_wording",
            event="UPDATE",
            sentence="The wording of a law of a day is never changed.",
        ),
        Promise(
            "the_address_of_a_localfactkey_stays",
            table="curriculum_localfactkey",
            event="UPDATE",
            broken="NEW.slug <> OLD.slug",
            sentence="A short name stands in lessons and never changes.",
        ),
    ]
