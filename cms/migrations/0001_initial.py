"""The kinds of public pages."""

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from lms.people.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_tables_and_promises'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='EventPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('starts_at', models.DateTimeField(verbose_name='starts at')),
                    ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends at')),
                    ('place', models.CharField(max_length=200, verbose_name='place')),
                    ('interpreting', models.CharField(blank=True, max_length=120, verbose_name='interpreted into')),
                    ('intro', models.TextField(max_length=400, verbose_name='in short')),
                ],
                options={
                    'verbose_name': 'event',
                    'verbose_name_plural': 'events',
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='an_event_lasts')],
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='IndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('intro', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
                ],
                options={
                    'verbose_name': 'overview',
                    'verbose_name_plural': 'overviews',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='InfoPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('sign', models.CharField(choices=[('ask', 'question'), ('book', 'book'), ('coin', 'coins'), ('contract', 'contract'), ('damp', 'damp'), ('door', 'door'), ('folder', 'folder'), ('heat', 'heating'), ('house', 'house'), ('key', 'key'), ('letter', 'letter'), ('meter', 'meter'), ('people', 'people'), ('scale', 'scales'), ('search', 'search'), ('speech', 'speech')], default='book', max_length=20, verbose_name='sign')),
                    ('intro', models.TextField(max_length=300, verbose_name='in short')),
                    ('body', wagtail.fields.StreamField([('text', 0), ('notice', 4), ('contact', 9)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('warn', 'Careful'), ('tip', 'Good to know'), ('place', 'At your place')]}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('kind', 1), ('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What they help with', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write digits and spaces only: 0821 123456.'}, 'label': 'Phone', 'regex': '^[+0-9][0-9 /-]{4,}$', 'required': False}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'Web address', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('name', 5), ('offer', 6), ('phone', 7), ('address', 8)]], {})}, verbose_name='body')),
                ],
                options={
                    'verbose_name': 'housing information',
                    'verbose_name_plural': 'housing information',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='HomePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('heading', models.CharField(max_length=120, verbose_name='heading')),
                    ('lead', models.TextField(max_length=400, verbose_name='in a few sentences')),
                    ('doors', wagtail.fields.StreamField([('door', 5)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('ask', 'question'), ('book', 'book'), ('coin', 'coins'), ('contract', 'contract'), ('damp', 'damp'), ('door', 'door'), ('folder', 'folder'), ('heat', 'heating'), ('house', 'house'), ('key', 'key'), ('letter', 'letter'), ('meter', 'meter'), ('people', 'people'), ('scale', 'scales'), ('search', 'search'), ('speech', 'speech')], 'label': 'Sign'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'In the words of the visitor: I am looking …', 'label': 'Title', 'max_length': 40}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 80, 'required': False}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Leads to the page', 'required': False}), 4: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Begin with a slash and the language: /en/courses/.'}, 'help_text': 'An address of this site, such as /en/courses/.', 'label': 'or to the address', 'regex': '^/[a-z]{2}/', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('sign', 0), ('title', 1), ('text', 2), ('page', 3), ('path', 4)]], {})}, verbose_name='doors')),
                    ('warning_title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                    ('warning_text', models.TextField(blank=True, max_length=300, verbose_name='text')),
                    ('warning_action', models.CharField(blank=True, max_length=80, verbose_name='words of the link')),
                    ('warning_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='leads to the page')),
                ],
                options={
                    'verbose_name': 'home page',
                    'verbose_name_plural': 'home pages',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='GoodPracticePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.location', verbose_name='location')),
                    ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                    ('intro', models.TextField(max_length=300, verbose_name='in short')),
                    ('body', wagtail.fields.StreamField([('text', 0), ('notice', 4), ('contact', 9)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'ul', 'ol', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('warn', 'Careful'), ('tip', 'Good to know'), ('place', 'At your place')]}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('kind', 1), ('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What they help with', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Write digits and spaces only: 0821 123456.'}, 'label': 'Phone', 'regex': '^[+0-9][0-9 /-]{4,}$', 'required': False}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'Web address', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('name', 5), ('offer', 6), ('phone', 7), ('address', 8)]], {})}, verbose_name='body')),
                    ('lesson_learned', models.TextField(blank=True, max_length=400, verbose_name='what we learned')),
                ],
                options={
                    'verbose_name': 'good practice',
                    'verbose_name_plural': 'good practices',
                },
                bases=('wagtailcore.page',),
            ),
        ]),
    ]
