"""Addresses of one person's own pages, in the order of the way. Each view module lists its own."""

from __future__ import annotations

from unknot.web.self_care import letter, start
from unknot.web.self_care.diary import files as diary_files
from unknot.web.self_care.diary import views as diary
from unknot.web.self_care.earlier import views as earlier
from unknot.web.self_care.learn import views as learn
from unknot.web.self_care.plan import files as plan_files
from unknot.web.self_care.plan import views as plan
from unknot.web.self_care.visit import views as visit

app_name = "self_care"
urlpatterns = [
    *start.urls,
    *earlier.urls,
    *plan.urls,
    *plan_files.urls,
    *diary.urls,
    *diary_files.urls,
    *letter.urls,
    *visit.urls,
    *learn.urls,
]
