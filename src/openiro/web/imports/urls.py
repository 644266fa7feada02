"""Addresses of the Data pages. None holds anything about a child."""

from django.urls import path

from openiro.web.imports import loads, out, problems, published

app_name = "imports"
urlpatterns = [
    path("", loads.load_list, name="load-list"),
    path("new/", loads.load_new, name="load-new"),
    path("loads/<int:number>/", loads.load, name="load"),
    path("loads/<int:number>/changes/", loads.load_changes, name="load-changes"),
    path("loads/<int:number>/commit/", loads.load_commit, name="load-commit"),
    path("loads/<int:number>/discard/", loads.load_discard, name="load-discard"),
    path("loads/<int:number>/undo/", loads.load_undo, name="load-undo"),
    path("templates/", loads.template_download, name="template-download"),
    path("out/reviews/", out.reviews_download, name="reviews-download"),
    path("out/tables/", out.tables_download, name="tables-download"),
    path("published/", published.published_list, name="published-list"),
    path("published/new/", published.published_new, name="published-new"),
    path("published/list.csv", published.published_template, name="published-template"),
    path("published/<int:number>/", published.published_one, name="published-file"),
    path("published/<int:number>/use/", published.published_commit, name="published-commit"),
    path("published/<int:number>/remove/", published.published_remove, name="published-remove"),
    path("problems/", problems.problem_list, name="problem-list"),
    path("problems/download/", problems.problem_download, name="problem-download"),
    path("problems/<int:number>/settle/", problems.problem_settle, name="problem-settle"),
]
