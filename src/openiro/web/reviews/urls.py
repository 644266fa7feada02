"""Addresses of the diary and of reviews."""

from django.urls import path

from openiro.web.reviews import diary_views, pack_views, papers_views, planning_views, record_views, review_views

app_name = "reviews"
ONE = "<uuid:reference>/<int:number>/"
urlpatterns = [
    path("", diary_views.diary_page, name="diary"),
    path("calendar/", diary_views.diary_feed_link, name="diary-feed-link"),
    path("calendar/<str:key>/reviews.ics", diary_views.diary_feed, name="diary-feed"),
    path("late-reports/", papers_views.late_papers_page, name="late-papers"),
    path("next/", diary_views.review_next, name="review-next"),
    path("<uuid:reference>/plan/", planning_views.review_plan, name="review-plan"),
    path("<uuid:reference>/record/", record_views.review_record, name="review-record"),
    path(ONE, review_views.review, name="review"),
    path(f"{ONE}meetings/", review_views.review_meetings, name="review-meetings"),
    path(f"{ONE}papers/", papers_views.review_papers, name="review-papers"),
    path(f"{ONE}papers/ask/", papers_views.report_chase, name="report-chase"),
    path(f"{ONE}documents/attach/", papers_views.review_attach, name="review-attach"),
    path(f"{ONE}documents/<int:attachment>/", papers_views.review_attachment, name="review-attachment"),
    path(f"{ONE}documents/<int:attachment>/withdraw/", papers_views.attachment_withdraw, name="attachment-withdraw"),
    path(f"{ONE}pack/", pack_views.review_pack, name="review-pack"),
    path(f"{ONE}change/", planning_views.review_replan, name="review-replan"),
    path(f"{ONE}cancel/", planning_views.review_cancel, name="review-cancel"),
    path(f"{ONE}adjourn/", review_views.review_adjourn, name="review-adjourn"),
    path(f"{ONE}complete/", review_views.review_complete, name="review-complete"),
    path(f"{ONE}correct/", record_views.review_correct, name="review-correct"),
]
