"""Addresses of people, roles, teams, bank holidays and policy."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
