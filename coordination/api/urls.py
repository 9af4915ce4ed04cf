"""Addresses of the API of coordination."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
