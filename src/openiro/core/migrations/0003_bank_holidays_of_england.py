"""The bank holidays of England and Wales, from the library that knows them; later years come by `openiro daily`."""

import holidays
from django.db import migrations

YEARS = range(1990, 2031)


def fill(apps, schema_editor):
    bank_holiday = apps.get_model("core", "BankHoliday")
    england = holidays.country_holidays("GB", subdiv="ENG", years=YEARS)
    bank_holiday.objects.bulk_create(bank_holiday(on=day, title=title) for day, title in sorted(england.items()))


def empty(apps, schema_editor):
    apps.get_model("core", "BankHoliday").objects.filter(added_at__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only_logs_and_cache")]
    operations = [migrations.RunPython(fill, empty)]
