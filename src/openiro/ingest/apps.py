from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "openiro.ingest"
    label = "ingest"
