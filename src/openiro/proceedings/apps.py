from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "openiro.proceedings"
    default_auto_field = "django.db.models.BigAutoField"
