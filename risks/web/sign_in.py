"""Accounts and their addresses, which administrators make and change."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


class ClosedAccounts(DefaultAccountAdapter):
    """People are made by a compliance administrator; nobody signs up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False


@login_required
@require_safe
def own_address(request: HttpRequest) -> HttpResponse:
    """Show the address that reminders go to.

    In place of allauth's page: whoever found a session open could send a person's
    reminders, and with them the next sign-in, to another address.
    """
    return render(request, "account/email.html", {"title": _("E-mail address")})
