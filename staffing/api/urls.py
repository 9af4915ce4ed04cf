"""Addresses of the API of staffing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
