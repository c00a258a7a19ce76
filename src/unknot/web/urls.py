"""Lists every address of the web face. No address ever holds an answer."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from unknot.web.site.languages import switch_language

urlpatterns = [
    path("", include("unknot.web.self_care.urls")),
    path("", include("unknot.web.check.urls")),
    path("", include("unknot.web.session.urls")),
    path("", include("unknot.web.site.urls")),
    path("", include("unknot.web.accounts.urls")),
    path("language/", switch_language, name="language"),
    *([] if settings.HOME else [path("account/", include("unknot.web.accounts.sign_in_urls"))]),
]
handler400 = "unknot.web.site.faults.bad_request"
handler403 = "unknot.web.site.faults.forbidden"
handler404 = "unknot.web.site.faults.not_found"
handler500 = "unknot.web.site.faults.fault"
