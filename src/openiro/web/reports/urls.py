"""Addresses of measures and of reports. None holds anything about a child."""

from django.urls import path

from openiro.web.reports import (
    life_views,
    measure_files,
    measure_views,
    note_views,
    report_views,
    saved_views,
    shelf_views,
)

app_name = "reports"
urlpatterns = [
    path("measures/", measure_views.measure_list, name="measure-list"),
    path("measures/figures.csv", measure_views.measures_file, name="measures-file"),
    path("measures/views/<int:number>/remove/", saved_views.view_remove, name="view-remove"),
    path("measures/notes/<int:number>/withdraw/", note_views.note_withdraw, name="note-withdraw"),
    path("measures/<str:name>/notes/add/", note_views.note_add, name="note-add"),
    path("measures/<str:name>/", measure_views.measure, name="measure"),
    path("measures/<str:name>/figures.csv", measure_views.measure_file, name="measure-file"),
    path("measures/<str:name>/figures.xlsx", measure_files.measure_book, name="measure-book"),
    path("measures/<str:name>/by-<str:which>.<str:ending>", measure_files.measure_picture, name="measure-picture"),
    path("measures/<str:name>/keep/", saved_views.view_keep, name="view-keep"),
    path("measures/<str:name>/records/", measure_views.measure_rows, name="measure-rows"),
    path("measures/<str:name>/records.csv", measure_views.measure_rows_file, name="measure-rows-file"),
    path("reports/", report_views.report_list, name="report-list"),
    path("reports/published/", shelf_views.report_published, name="report-published"),
    path("reports/quotes/", shelf_views.report_quotes, name="report-quotes"),
    path("reports/examples/", shelf_views.report_examples, name="report-examples"),
    path("reports/new/", report_views.report_new, name="report-new"),
    path("reports/new/<str:kind>/", report_views.report_begin, name="report-begin"),
    path("reports/<int:number>/", report_views.report, name="report"),
    path("reports/<int:number>/sections/<str:name>/", report_views.report_section, name="report-section"),
    path("reports/<int:number>/report.<str:ending>", report_views.report_file, name="report-file"),
    path("reports/<int:number>/check/", life_views.report_check, name="report-check"),
    path("reports/<int:number>/sign-off/", life_views.report_sign_off, name="report-sign-off"),
    path("reports/<int:number>/publish/", life_views.report_publish, name="report-publish"),
    path("reports/<int:number>/young-people/", life_views.report_young_people, name="report-young-people"),
    path("reports/<int:number>/present/", life_views.report_present, name="report-present"),
    path("reports/<int:number>/correct/", life_views.report_correct, name="report-correct"),
    path("reports/<int:number>/sections/<str:name>/remarks/", life_views.report_remarks, name="report-remarks"),
    path("reports/<int:number>/figures/<str:name>/", life_views.report_rows, name="report-rows"),
]
