"""Addresses of the pages for people who do not sign in. Nothing in them says whom they are about."""

from django.urls import path

from openiro.web.guests import opening, views

app_name = "guests"
urlpatterns = [
    path("form/<str:key>/", views.start, name="start"),
    path("form/<str:key>/<int:page>/", views.questions, name="questions"),
    path("form/<str:key>/send/", views.send, name="send"),
    path("", opening.nothing_here, name="nothing"),
    path("<path:rest>", opening.nothing_here, name="nothing-there"),
]
