"""How does a diary travel, and how does it end? Export, import, and deleting everything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def files(request: HttpRequest) -> HttpResponse:
    """Export, import, delete everything."""
    return render(request, "self_care/diary_files.html")


urls = [path("diary/files/", files, name="diary_files")]
