from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "openiro.govuk"
    label = "govuk"
    verbose_name = "Design-system kit"
