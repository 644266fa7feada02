from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "openiro.allocation"
    label = "allocation"
