from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "openiro.audits"
    default_auto_field = "django.db.models.BigAutoField"
