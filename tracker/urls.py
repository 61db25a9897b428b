from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from risks.web.sign_in import own_address

# Else the admin's own form would go around the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("risks.web.urls")),
    # Before allauth's page of the same address.
    path("accounts/email/", own_address, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("api/", include("risks.api.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "tracker.logs.server_error"
