"""Addresses of quality."""

from django.urls import path

from openiro.web.quality import form_views, glance_views, issue_views, meeting_views

app_name = "quality"
FORM = "<uuid:reference>/forms/<int:number>/"
ISSUE = "<uuid:reference>/ratings/<int:number>/"
urlpatterns = [
    path("", glance_views.glance, name="glance"),
    path("quarters/", glance_views.quarters, name="quarters"),
    path("ratings/", glance_views.issue_list, name="issues"),
    path("copies/", glance_views.copy_list, name="copies"),
    path("copies/<int:number>/", glance_views.copy, name="copy"),
    path("copies/<int:number>/report/", glance_views.placement_report, name="placement-report"),
    path("meetings/", meeting_views.meeting_list, name="meetings"),
    path("meetings/new/", meeting_views.meeting_new, name="meeting-new"),
    path("meetings/<int:number>/", meeting_views.meeting, name="meeting"),
    path("meetings/<int:number>/notes/", meeting_views.notes, name="meeting-notes"),
    path("meetings/<int:number>/close/", meeting_views.close, name="meeting-close"),
    path("meetings/<int:number>/summary.docx", meeting_views.summary, name="meeting-file"),
    path("<uuid:reference>/", form_views.of_child, name="child"),
    path("<uuid:reference>/reviews/<int:number>/", form_views.fill_in, name="fill-in"),
    path(FORM, form_views.form, name="form"),
    path(f"{FORM}reply/", form_views.reply, name="form-reply"),
    path(f"{ISSUE}resolve/", issue_views.resolve, name="issue-resolve"),
    path(f"{ISSUE}formal/", issue_views.formal, name="issue-formal"),
]
