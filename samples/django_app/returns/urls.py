"""Routes of the returns desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("orders/<slug:order>/return-call/", views.start_return_call),
    path("return-calls/<str:connection_id>/end/", views.end_return_call),
]
