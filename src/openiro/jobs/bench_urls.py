"""The addresses of the service and one more: the bare page that the others are held against."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import TemplateView

# A view of Django's own, with no query of ours: the session, the person, and the layout of every page.
BARE = "bench/bare/"
urlpatterns = [
    path(BARE, TemplateView.as_view(template_name="shell/layout.jinja")),
    path("", include(settings.ROOT_URLCONF)),
]
