"""Addresses of the pages of children."""

from datetime import date

from django.urls import path, register_converter

from openiro.web.children import (
    care_views,
    check_views,
    conference_views,
    footprint_views,
    people_views,
    turning_views,
    views,
)


class IsoDay:
    """A day in an address: 2026-11-21."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDay, "iso_day")

app_name = "children"
urlpatterns = [
    path("", views.child_list, name="child-list"),
    path("export.csv", views.child_export, name="child-export"),
    path("turning-18/", turning_views.turning, name="turning"),
    path("enter-care/", care_views.child_enter_care, name="child-enter-care"),
    path("<uuid:reference>/", views.child, name="child"),
    path("<uuid:reference>/history/", views.child_history, name="child-history"),
    path("<uuid:reference>/footprint/", footprint_views.child_footprint, name="child-footprint"),
    path("<uuid:reference>/readings/", views.child_readings, name="child-readings"),
    path("<uuid:reference>/reason/", views.reason, name="reason"),
    path("<uuid:reference>/care/enter/", care_views.care_start, name="care-start"),
    path("<uuid:reference>/care/change/", care_views.care_change, name="care-change"),
    path("<uuid:reference>/care/end/", care_views.care_end, name="care-end"),
    path("<uuid:reference>/care/<iso_day:started_on>/correct/", care_views.episode_correct, name="episode-correct"),
    path("<uuid:reference>/checks/", check_views.checks, name="checks"),
    path("<uuid:reference>/checks/<slug:check>/", check_views.check_record, name="check-record"),
    path("<uuid:reference>/permanence/", check_views.permanence, name="permanence"),
    path("<uuid:reference>/permanence/<int:number>/end/", check_views.permanence_end, name="permanence-end"),
    path("<uuid:reference>/permanence/steps/add/", check_views.step_add, name="step-add"),
    path("<uuid:reference>/permanence/steps/<int:number>/", check_views.step_change, name="step-change"),
    path("<uuid:reference>/entitlements/", check_views.entitlements, name="entitlements"),
    path("<uuid:reference>/needs/add/", check_views.need_add, name="need-add"),
    path("<uuid:reference>/needs/<int:number>/", check_views.need_judge, name="need-judge"),
    path("<uuid:reference>/conferences/", conference_views.conferences, name="conferences"),
    path("<uuid:reference>/people/add/", people_views.relationship_add, name="relationship-add"),
    path("<uuid:reference>/people/<int:number>/end/", people_views.relationship_end, name="relationship-end"),
]
