"""Addresses of the API of claims."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
