from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "openiro.reviews"
    label = "reviews"
