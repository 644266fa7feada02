"""Addresses of action plans."""

from django.urls import path

from openiro.web.plans import action_views, finding_views, frame_views, views

app_name = "plans"
urlpatterns = [
    path("", views.plan_list, name="list"),
    path("new/", views.plan_new, name="new"),
    path("promises/", frame_views.frames, name="frames"),
    path("promises/<slug:frame>/<slug:promise>/", frame_views.promise, name="promise"),
    path("findings/", views.finding_list, name="findings"),
    path("findings/new/", views.finding_new, name="finding-new"),
    path("findings/evidence.docx", finding_views.evidence, name="findings-word"),
    path("findings/<int:number>/", finding_views.finding, name="finding"),
    path("actions/new/", action_views.action_new, name="action-new"),
    path("actions/<int:number>/", action_views.action, name="action"),
    path("actions/<int:number>/change/", action_views.action_change, name="action-change"),
    path("<int:number>/", views.plan, name="plan"),
    path("<int:number>/plan.docx", views.plan_word, name="plan-word"),
    path("<int:number>/plan.csv", views.plan_csv, name="plan-csv"),
    path("<int:number>/carry-forward/", views.plan_carry, name="plan-carry"),
]
