"""Addresses of the steps after a child came into care."""

from django.urls import path

from openiro.web.arrivals import views

app_name = "arrivals"
CHILD = "<uuid:reference>/"
urlpatterns = [
    path("", views.arrival_list, name="list"),
    path(CHILD, views.child, name="child"),
    path(f"{CHILD}<slug:step>/", views.step, name="step"),
    path(f"{CHILD}<slug:step>/delay/", views.delay, name="delay"),
]
