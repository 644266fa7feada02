"""Addresses of decisions."""

from django.urls import path

from openiro.web.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.decision_list, name="list"),
    path("answer/", views.answer, name="answer"),
    path("mine/", views.mine, name="mine"),
]
