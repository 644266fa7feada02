from django.db import migrations, models


def say_what(apps, schema_editor):
    apps.get_model("reporting", "Hearing").objects.filter(is_approval=True).update(what="approved")


def say_whether(apps, schema_editor):
    apps.get_model("reporting", "Hearing").objects.filter(what="approved").update(is_approval=True)


class Migration(migrations.Migration):
    """What a body did with a paper is one of three things, where it was either of two."""

    dependencies = [("reporting", "0003_notes_on_figures")]

    operations = [
        migrations.AddField("hearing", "what", models.CharField(max_length=30, default="presented"), False),
        migrations.AlterField("hearing", "is_approval", models.BooleanField(default=False)),
        migrations.RunPython(say_what, say_whether),
        migrations.RemoveField("hearing", "is_approval"),
        migrations.AddConstraint(
            "hearing",
            models.CheckConstraint(
                condition=models.Q(("what__in", ["approved", "agreed by young people", "presented"])),
                name="what_a_body_may_do",
            ),
        ),
    ]
