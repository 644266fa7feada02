"""Addresses of the diary and of reviews."""

from django.urls import path

from openiro.web.reviews import (
    diary_views,
    distribution_views,
    document_views,
    paper_views,
    planning_views,
    record_views,
    review_views,
)

app_name = "reviews"
ONE = "<uuid:reference>/<int:number>/"
PAPER = f"{ONE}papers/<str:kind>/<int:version>/"
urlpatterns = [
    path("", diary_views.diary_page, name="diary"),
    path("calendar/", diary_views.diary_feed_link, name="diary-feed-link"),
    path("calendar/<str:key>/reviews.ics", diary_views.diary_feed, name="diary-feed"),
    path("next/", diary_views.review_next, name="review-next"),
    path("<uuid:reference>/plan/", planning_views.review_plan, name="review-plan"),
    path("<uuid:reference>/record/", record_views.review_record, name="review-record"),
    path(ONE, review_views.review, name="review"),
    path(f"{ONE}meetings/", review_views.review_meetings, name="review-meetings"),
    path(f"{ONE}change/", planning_views.review_replan, name="review-replan"),
    path(f"{ONE}cancel/", planning_views.review_cancel, name="review-cancel"),
    path(f"{ONE}adjourn/", review_views.review_adjourn, name="review-adjourn"),
    path(f"{ONE}complete/", review_views.review_complete, name="review-complete"),
    path(f"{ONE}correct/", record_views.review_correct, name="review-correct"),
    path(f"{ONE}write-record/", paper_views.review_write_record, name="review-write-record"),
    path(f"{ONE}write-record/text/", paper_views.review_edit_record, name="review-edit-record"),
    path(f"{ONE}write-record/check/", distribution_views.review_check_draft, name="review-check-draft"),
    path(f"{ONE}write-letter/", paper_views.review_write_letter, name="review-write-letter"),
    path(f"{ONE}care-plan/", paper_views.review_care_plan, name="review-care-plan"),
    path(f"{ONE}distribution/", distribution_views.review_distribution, name="review-distribution"),
    path(f"{ONE}papers/<str:kind>/correct/", paper_views.review_correct_paper, name="review-correct-paper"),
    path(PAPER, document_views.review_document, name="review-document"),
    path(f"{PAPER}<str:ending>/", document_views.review_document_file, name="review-document-file"),
    path(f"{ONE}copies/<str:kind>/<int:invitee>/<str:ending>/", document_views.review_copy, name="review-copy"),
]
