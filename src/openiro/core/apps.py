from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "openiro.core"
    label = "core"
