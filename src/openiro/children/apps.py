from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "openiro.children"
    label = "children"
