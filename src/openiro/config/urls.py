"""Every address of the service, an area of pages at a time."""

from django.urls import URLPattern, URLResolver, include, path

from openiro.web.shell.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("openiro.web.home.urls")),
    path("account/", include("openiro.web.account.urls")),
    path("api/v1/", include("openiro.api.urls")),
    path("health/", health, name="health"),
    path("draft/", include("openiro.web.shell.urls")),
    path("arrivals/", include("openiro.web.arrivals.urls")),
    path("audits/", include("openiro.web.audits.urls")),
    path("caseload/", include("openiro.web.caseload.urls")),
    path("challenge/", include("openiro.web.challenge.urls")),
    path("children/", include("openiro.web.children.urls")),
    path("court/", include("openiro.web.court.urls")),
    path("data/", include("openiro.web.imports.urls")),
    path("decisions/", include("openiro.web.decisions.urls")),
    path("between-reviews/", include("openiro.web.oversight.urls")),
    path("people/", include("openiro.web.people.urls")),
    path("quality/", include("openiro.web.quality.urls")),
    path("plans/", include("openiro.web.plans.urls")),
    path("reviews/", include("openiro.web.reviews.urls")),
    path("supervision/", include("openiro.web.supervision.urls")),
    path("with-you/", include("openiro.web.guests.urls")),
    path("", include("openiro.web.reports.urls")),
]

handler400 = "openiro.web.shell.views.bad_request"
handler403 = "openiro.web.shell.views.forbidden"
handler404 = "openiro.web.shell.views.not_found"
handler429 = "openiro.web.account.views.too_many"
handler500 = "openiro.web.shell.views.failed"
