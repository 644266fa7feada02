"""Addresses of the diary and of reviews."""

from django.urls import path

from openiro.web.reviews import (
    check_views,
    decisions_views,
    diary_views,
    finish_views,
    log_views,
    month_views,
    papers_views,
    participation_views,
    planning_views,
    record_views,
    review_views,
    scheduling_views,
)

app_name = "reviews"
ONE = "<uuid:reference>/<int:number>/"
urlpatterns = [
    path("", diary_views.diary_page, name="diary"),
    path("calendar/", diary_views.diary_feed_link, name="diary-feed-link"),
    path("calendar/<str:key>/reviews.ics", diary_views.diary_feed, name="diary-feed"),
    path("late-reports/", papers_views.late_papers_page, name="late-papers"),
    path("next/", diary_views.review_next, name="review-next"),
    path("month/", month_views.diary_month_page, name="diary-month"),
    path("log/", log_views.log, name="rescheduling-log"),
    path("<uuid:reference>/dates/", scheduling_views.dates, name="dates"),
    path("<uuid:reference>/early/", scheduling_views.early_ask, name="early-ask"),
    path("<uuid:reference>/early/<int:number>/decline/", scheduling_views.early_decline, name="early-decline"),
    path("<uuid:reference>/late/", scheduling_views.lateness_ask, name="lateness-ask"),
    path("<uuid:reference>/late/<int:number>/", scheduling_views.lateness, name="lateness"),
    path("<uuid:reference>/late/<int:number>/decide/", scheduling_views.lateness_decide, name="lateness-decide"),
    path("<uuid:reference>/what-if/", scheduling_views.what_if, name="what-if"),
    path("<uuid:reference>/plan/", planning_views.review_plan, name="review-plan"),
    path("<uuid:reference>/record/", record_views.review_record, name="review-record"),
    path(ONE, review_views.review, name="review"),
    path(f"{ONE}meetings/", review_views.review_meetings, name="review-meetings"),
    path(f"{ONE}papers/", papers_views.review_papers, name="review-papers"),
    path(f"{ONE}papers/ask/", papers_views.report_chase, name="report-chase"),
    path(f"{ONE}documents/attach/", papers_views.review_attach, name="review-attach"),
    path(f"{ONE}documents/<int:attachment>/", papers_views.review_attachment, name="review-attachment"),
    path(f"{ONE}documents/<int:attachment>/withdraw/", papers_views.attachment_withdraw, name="attachment-withdraw"),
    path(f"{ONE}change/", planning_views.review_replan, name="review-replan"),
    path(f"{ONE}cancel/", planning_views.review_cancel, name="review-cancel"),
    path(f"{ONE}adjourn/", review_views.review_adjourn, name="review-adjourn"),
    path(f"{ONE}complete/", review_views.review_complete, name="review-complete"),
    path(f"{ONE}participation/", participation_views.review_participation, name="review-participation"),
    path(f"{ONE}checks/", check_views.review_checks_page, name="review-checks"),
    path(f"{ONE}checks/permanence/", check_views.review_permanence, name="review-permanence"),
    path(f"{ONE}decisions/", decisions_views.review_decisions, name="review-decisions"),
    path(f"{ONE}answers/", decisions_views.review_answers, name="review-answers"),
    path(f"{ONE}finish/", finish_views.review_finish, name="review-finish"),
    path(f"{ONE}correct/", record_views.review_correct, name="review-correct"),
]
