"""Every address of the web face. No address ever holds an answer."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("unknot.web.self_care.urls")),
    path("", include("unknot.web.accounts.urls")),
    *([] if settings.HOME else [path("account/", include("allauth.urls"))]),
]
handler400 = "unknot.web.faults.bad_request"
handler403 = "unknot.web.faults.forbidden"
handler404 = "unknot.web.faults.not_found"
handler500 = "unknot.web.faults.fault"
