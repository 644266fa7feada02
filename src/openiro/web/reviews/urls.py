"""Addresses of the diary and of reviews."""

from django.urls import path

from openiro.web.reviews import (
    diary_views,
    people_views,
    person_views,
    planning_views,
    record_views,
    responses_views,
    review_views,
)

app_name = "reviews"
ONE = "<uuid:reference>/<int:number>/"
PERSON = f"{ONE}people/<int:invitee>/"
urlpatterns = [
    path("", diary_views.diary_page, name="diary"),
    path("calendar/", diary_views.diary_feed_link, name="diary-feed-link"),
    path("calendar/<str:key>/reviews.ics", diary_views.diary_feed, name="diary-feed"),
    path("next/", diary_views.review_next, name="review-next"),
    path("<uuid:reference>/plan/", planning_views.review_plan, name="review-plan"),
    path("<uuid:reference>/record/", record_views.review_record, name="review-record"),
    path(ONE, review_views.review, name="review"),
    path(f"{ONE}people/", people_views.review_people, name="review-people"),
    path(f"{ONE}people/post/", people_views.review_post, name="review-post"),
    path(f"{ONE}people/again/", people_views.review_chase, name="review-chase"),
    path(PERSON, person_views.review_person, name="review-person"),
    path(f"{PERSON}link/", person_views.review_person_link, name="review-person-link"),
    path(f"{PERSON}paper/", person_views.review_paper_form, name="review-paper-form"),
    path(f"{PERSON}answers/", person_views.review_enter_form, name="review-enter-form"),
    path(f"{PERSON}remove/", person_views.review_person_remove, name="review-person-remove"),
    path(f"{ONE}said/", responses_views.review_responses, name="review-responses"),
    path(f"{ONE}said/add/", responses_views.review_statement, name="review-statement"),
    path(f"{ONE}said/<int:statement>/", responses_views.review_statement_answer, name="review-statement-answer"),
    path(f"{ONE}meetings/", review_views.review_meetings, name="review-meetings"),
    path(f"{ONE}change/", planning_views.review_replan, name="review-replan"),
    path(f"{ONE}cancel/", planning_views.review_cancel, name="review-cancel"),
    path(f"{ONE}adjourn/", review_views.review_adjourn, name="review-adjourn"),
    path(f"{ONE}complete/", review_views.review_complete, name="review-complete"),
    path(f"{ONE}correct/", record_views.review_correct, name="review-correct"),
]
