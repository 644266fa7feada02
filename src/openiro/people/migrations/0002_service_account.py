"""The account in whose name timed jobs and the command line act: there from the start, and only one."""

from django.db import migrations


def add(apps, schema_editor):
    user = apps.get_model("people", "User")
    user.objects.create(code="openiro", name="OpenIRO", password="!", is_service=True)  # noqa: S106


def remove(apps, schema_editor):
    apps.get_model("people", "User").objects.filter(is_service=True).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
