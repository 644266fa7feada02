"""Addresses that every page may need."""

from django.urls import path

from openiro.web.shell import drafts

app_name = "shell"
urlpatterns = [path("", drafts.draft, name="draft")]
