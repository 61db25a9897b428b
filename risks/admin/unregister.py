"""Pages of other packages that would go around the one door are taken away."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

# Roles are a table in the code; a group's own page would only seem to change them.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)
