from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# Else the admin's own form would go around the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("risks.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("risks.api.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "tracker.logs.server_error"
