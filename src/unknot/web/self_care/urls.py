"""Addresses of one person's way, in the order of the way. Each view module lists its own."""

from __future__ import annotations

from unknot.web.self_care.views import (
    after,
    check,
    diary,
    diary_files,
    earlier,
    learn,
    letter,
    offline,
    plan,
    plan_files,
    result,
    session,
    start,
    visit,
)

app_name = "self_care"
urlpatterns = [
    *start.urls,
    *check.urls,
    *result.urls,
    *earlier.urls,
    *plan.urls,
    *plan_files.urls,
    *session.urls,
    *after.urls,
    *offline.urls,
    *diary.urls,
    *diary_files.urls,
    *letter.urls,
    *visit.urls,
    *learn.urls,
]
