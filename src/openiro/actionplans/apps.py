from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "openiro.actionplans"
    default_auto_field = "django.db.models.BigAutoField"
