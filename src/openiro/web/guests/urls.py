"""Addresses of the pages for people who do not sign in. Nothing in them says whom they are about."""

from django.urls import path

from openiro.web.guests import letters, opening, views

app_name = "guests"
urlpatterns = [
    path("form/<str:key>/", views.start, name="start"),
    path("form/<str:key>/<int:page>/", views.questions, name="questions"),
    path("form/<str:key>/send/", views.send, name="send"),
    path("letter/<str:key>/", letters.letter, name="letter"),
    path("letter/<str:key>/<int:attachment>/", letters.translation, name="translation"),
    path("record/<str:key>/", letters.record, name="record"),
    path("draft/<str:key>/", letters.accuracy, name="accuracy"),
    path("", opening.nothing_here, name="nothing"),
    path("<path:rest>", opening.nothing_here, name="nothing-there"),
]
