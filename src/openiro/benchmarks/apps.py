from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "openiro.benchmarks"
    default_auto_field = "django.db.models.BigAutoField"
