"""Addresses of caseloads. An officer stands in them by staff number, a child by a reference that says nothing."""

from django.urls import path

from openiro.web.caseload import allocation_views, views

app_name = "caseload"
ONE = "<uuid:reference>/<int:number>/"
urlpatterns = [
    path("", views.caseload, name="caseload"),
    path("officer/<path:code>", views.officer, name="officer"),
    path("<uuid:reference>/allocate/", allocation_views.allocate_child, name="allocate"),
    path("<uuid:reference>/cover/", allocation_views.cover, name="cover"),
    path(f"{ONE}end/", allocation_views.allocation_end, name="allocation-end"),
    path(f"{ONE}pack-sent/", allocation_views.pack_sent, name="pack-sent"),
    path(f"{ONE}child-told/", allocation_views.child_told, name="child-told"),
]
