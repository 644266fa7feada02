"""Addresses of what an IRO does between two reviews."""

from django.urls import path

from openiro.web.oversight import change_views, child_views, list_views, pattern_views

app_name = "oversight"
CHILD = "<uuid:reference>/"
urlpatterns = [
    path("", list_views.between_list, name="list"),
    path("pattern/", pattern_views.pattern, name="pattern"),
    path("drift/", pattern_views.drift, name="drift"),
    path(CHILD, child_views.child, name="child"),
    path(f"{CHILD}check/", child_views.check, name="check"),
    path(f"{CHILD}level/", child_views.level, name="level"),
    path(f"{CHILD}contact/", child_views.contact, name="contact"),
    path(f"{CHILD}contacts/<int:number>/", child_views.contact_settle, name="contact-settle"),
    path(f"{CHILD}tell/", change_views.tell, name="tell"),
    path(f"{CHILD}not-told/", change_views.not_told, name="not-told"),
    path(f"{CHILD}changes/<int:number>/", change_views.change, name="change"),
    path(f"{CHILD}updates/<int:number>/", change_views.update, name="update"),
]
