"""Search by grams: the column of stems goes; lists by gram and what searches did not find come. `prepare_site` fills the lists."""

import django.db.models.deletion
from django.db import migrations, models

# Packed numbers do not grow smaller by compression: trying costs time at each writing and reading.
PACKED = """
ALTER TABLE core_gramlist ALTER ids SET STORAGE EXTERNAL, ALTER weights SET STORAGE EXTERNAL;
ALTER TABLE core_documentgrams ALTER cells SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0007_notices_by_theme")]
    operations = [
        migrations.CreateModel(
            name='DocumentGrams',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='grams', serialize=False, to='core.document')),
                ('cells', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='GramList',
            fields=[
                ('pk', models.CompositePrimaryKey('audience', 'gram', blank=True, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(max_length=60)),
                ('gram', models.CharField(db_collation='C', max_length=60)),
                ('number', models.IntegerField()),
                ('ids', models.BinaryField()),
                ('weights', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=80)),
                ('day', models.DateField()),
                ('number', models.IntegerField(default=1)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='document',
            name='core_document_vector',
        ),
        migrations.RemoveField(
            model_name='document',
            name='vector',
        ),
        migrations.AddField(
            model_name='document',
            name='also_named',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='document',
            name='searched',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='missedsearch',
            index=models.Index(fields=['day'], name='core_missedsearch_day'),
        ),
        migrations.AddConstraint(
            model_name='missedsearch',
            constraint=models.UniqueConstraint(fields=('words', 'day'), name='core_missedsearch_once'),
        ),
            migrations.RunSQL(PACKED, migrations.RunSQL.noop),
    ]
