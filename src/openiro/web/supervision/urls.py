"""Addresses of supervision and of the service as a team."""

from django.urls import path

from openiro.web.supervision import (
    document_views,
    guidance_views,
    have_a_say,
    held_views,
    meeting_views,
    record_views,
    sheet_views,
    team_views,
)

app_name = "supervision"
OF = "officer/<str:code>/"
urlpatterns = [
    path("", sheet_views.home, name="home"),
    path("meetings/", team_views.meetings, name="meetings"),
    path("meetings/new/", team_views.meeting_new, name="meeting-new"),
    path("meetings/<int:number>/", meeting_views.meeting, name="meeting"),
    path("meetings/<int:number>/came/", meeting_views.meeting_came, name="meeting-came"),
    path("meetings/<int:number>/points/", meeting_views.point_new, name="point-new"),
    path("meetings/<int:number>/points/<int:point>/", meeting_views.point, name="point"),
    path("documents/", document_views.documents, name="documents"),
    path("documents/<slug:key>/", document_views.document, name="document"),
    path("meetings/how-to-have-a-say.docx", have_a_say.have_a_say, name="have-a-say"),
    path("groups/", meeting_views.groups, name="groups"),
    path("groups/members/new/", meeting_views.member_new, name="member-new"),
    path("groups/members/<int:number>/", meeting_views.member_end, name="member-end"),
    path("team/", team_views.team, name="team"),
    path("guidance/<slug:key>/", guidance_views.guidance, name="guidance"),
    path("guidance/<slug:key>/read/", guidance_views.guidance_read, name="guidance-read"),
    path(OF, sheet_views.sheet, name="sheet"),
    path(f"{OF}children/<slug:topic>/", sheet_views.children, name="children"),
    path(f"{OF}held/<int:number>/", held_views.held, name="held"),
    path(f"{OF}book/", held_views.book, name="book"),
    path(f"{OF}record/", held_views.record, name="record"),
    path(f"{OF}actions/<int:number>/", held_views.action_done, name="action-done"),
    path(f"{OF}at-work/", record_views.at_work, name="at-work"),
    path(f"{OF}at-work/staff-record/", record_views.staff_record, name="staff-record"),
    path(f"{OF}at-work/learning/", record_views.learning_new, name="learning-new"),
    path(f"{OF}at-work/sessions/", record_views.session_new, name="session-new"),
    path(f"{OF}at-work/duties/", record_views.duty_new, name="duty-new"),
    path(f"{OF}at-work/duties/<int:number>/", record_views.duty_end, name="duty-end"),
]
