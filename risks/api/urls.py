from django.urls import path

from risks.api.webhooks import courtlistener_webhook

urlpatterns = [
    path(
        "courtlistener/<str:token>/",
        courtlistener_webhook,
        name="courtlistener_webhook",
    ),
]
