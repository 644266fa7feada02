"""Addresses of decisions, and of the disputes that objections open."""

from django.urls import path

from openiro.web.decisions import dispute_views, views

app_name = "decisions"
DISPUTE = "<uuid:reference>/disputes/<int:number>/"
urlpatterns = [
    path("", views.decision_list, name="list"),
    path("answer/", views.answer, name="answer"),
    path("mine/", views.mine, name="mine"),
    path(DISPUTE, dispute_views.dispute, name="dispute"),
    path(f"{DISPUTE}reply/", dispute_views.reply, name="dispute-reply"),
    path(f"{DISPUTE}next/", dispute_views.further, name="dispute-next"),
    path(f"{DISPUTE}close/", dispute_views.close, name="dispute-close"),
]
