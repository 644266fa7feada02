"""Addresses of court work."""

from django.urls import path

from openiro.web.court import case_views, views

app_name = "court"
CHILD = "<uuid:reference>/"
CASE = f"{CHILD}<int:number>/"
urlpatterns = [
    path("", views.case_list, name="list"),
    path(CHILD, views.child, name="child"),
    path(f"{CHILD}apply/", views.apply, name="apply"),
    path(f"{CHILD}revocation/", views.revocation, name="revocation"),
    path(f"{CASE}people/", case_views.people, name="people"),
    path(f"{CASE}hearing/", case_views.hearing_add, name="hearing-add"),
    path(f"{CASE}hearings/<int:hearing>/", case_views.hearing, name="hearing"),
    path(f"{CASE}delay/", case_views.delay, name="delay"),
    path(f"{CASE}steps/<slug:step>/", case_views.step, name="step"),
    path(f"{CASE}view/", case_views.view, name="view"),
    path(f"{CASE}end/", case_views.end, name="end"),
]
