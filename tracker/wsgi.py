import os

from django.core.wsgi import get_wsgi_application

from risks.engine.time.rule_book import all_rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()
# A web server runs no checks: this refuses to start on a broken pack of RULE_PACKS.
all_rules()
