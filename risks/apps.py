from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "risks"
    verbose_name = "Watchbrief"
    default_auto_field = "django.db.models.BigAutoField"
