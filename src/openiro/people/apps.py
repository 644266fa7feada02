from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "openiro.people"
    label = "people"
