"""Addresses of challenge."""

from django.urls import path

from openiro.web.challenge import (
    beside_views,
    complaint_views,
    concern_views,
    dispute_views,
    list_views,
    praise_views,
    raise_views,
)

app_name = "challenge"
DISPUTE = "<uuid:reference>/disputes/<int:number>/"
CONCERN = "<uuid:reference>/concerns/<int:number>/"
urlpatterns = [
    path("", list_views.dispute_list, name="list"),
    path("export.csv", list_views.dispute_export, name="export"),
    path("concerns/", list_views.concern_list, name="concerns"),
    path("themes/", list_views.themes, name="themes"),
    path("compliments/", praise_views.compliment_list, name="compliments"),
    path("compliments/new/", praise_views.compliment_new, name="compliment-new"),
    path("compliments/newsletter.docx", praise_views.newsletter, name="newsletter"),
    path("complaints/", complaint_views.complaint_list, name="complaints"),
    path("complaints/new/", complaint_views.complaint_new, name="complaint-new"),
    path("complaints/<int:number>/", complaint_views.complaint, name="complaint"),
    path("<uuid:reference>/complaint/", complaint_views.complaint_for_child, name="complaint-for-child"),
    path("<uuid:reference>/complaints/<int:number>/", complaint_views.complaint_of_child, name="complaint-of-child"),
    path("<uuid:reference>/", raise_views.of_child, name="child"),
    path("<uuid:reference>/raise/", raise_views.raise_it, name="raise"),
    path("<uuid:reference>/concern/", raise_views.concern_it, name="concern-raise"),
    path("<uuid:reference>/compliment/", praise_views.compliment_for_child, name="compliment"),
    path(DISPUTE, dispute_views.dispute, name="dispute"),
    path(f"{DISPUTE}reply/", dispute_views.reply, name="dispute-reply"),
    path(f"{DISPUTE}next/", dispute_views.further, name="dispute-next"),
    path(f"{DISPUTE}close/", dispute_views.close, name="dispute-close"),
    path(f"{DISPUTE}stop/", beside_views.stop, name="dispute-stop"),
    path(f"{DISPUTE}run/", beside_views.run, name="dispute-run"),
    path(f"{DISPUTE}refer/", beside_views.referral, name="dispute-refer"),
    path(f"{DISPUTE}referrals/<int:referral>/", beside_views.referral_settle, name="referral-settle"),
    path(f"{DISPUTE}documents/", beside_views.document_add, name="document-add"),
    path(f"{DISPUTE}documents/<int:document>/", beside_views.document, name="document"),
    path(CONCERN, concern_views.concern, name="concern"),
    path(f"{CONCERN}close/", concern_views.close, name="concern-close"),
    path(f"{CONCERN}formal/", concern_views.formal, name="concern-formal"),
]
