"""Addresses of audits."""

from django.urls import path

from openiro.web.audits import audit_views, finding_views, list_views, sample_views

app_name = "audits"
AUDIT, FINDING = "<int:number>/", "findings/<int:number>/"

urlpatterns = [
    path("", list_views.audit_list, name="list"),
    path("programme/", list_views.programme, name="programme"),
    path("results/", list_views.results, name="results"),
    path("samples/new/", sample_views.draw, name="draw"),
    path("samples/<int:number>/", sample_views.sample, name="sample"),
    path("children/<uuid:reference>/", sample_views.begin, name="begin"),
    path(AUDIT, audit_views.audit, name="audit"),
    path(f"{AUDIT}finding/", audit_views.finding_add, name="finding-add"),
    path(f"{AUDIT}supervision/", audit_views.told, name="told"),
    path(FINDING, finding_views.finding, name="finding"),
    path(f"{FINDING}return/", finding_views.send_back, name="finding-return"),
]
