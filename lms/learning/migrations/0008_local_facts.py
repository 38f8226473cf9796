"""What holds at a location for each key."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curriculum', '0007_wordings_and_local_facts'),
        ('learning', '0007_rows_agree'),
        ('people', '0003_house_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(blank=True, default=dict, verbose_name='value')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='changed at')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='curriculum.localfactkey', verbose_name='local fact')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='people.location', verbose_name='location')),
            ],
            options={
                'verbose_name': 'value at a location',
                'verbose_name_plural': 'values at locations',
                'ordering': ['location__name', 'key__slug'],
                'constraints': [models.UniqueConstraint(fields=('key', 'location'), name='a_location_has_one_value_a_key'), models.CheckConstraint(condition=models.Q(('words', {}), models.Q(('source', ''), _negated=True), _connector='OR'), name='a_local_fact_names_its_source')],
            },
        ),
    ]
