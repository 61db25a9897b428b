from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccounts(DefaultAccountAdapter):
    """People are made by a compliance administrator; nobody signs up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
