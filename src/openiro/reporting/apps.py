from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "openiro.reporting"
    label = "reporting"
