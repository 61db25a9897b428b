"""Why a risk's figures have their grade of confidence."""

from risks.engine.wording import gettext_noop as _
from risks.engine.wording import template

NO_EVIDENCE = template(_("no dated evidence"))
ONE_DAY_OLD = template(_("newest evidence 1 day old"))
DAYS_OLD = template(_("newest evidence %(days)s days old"))
ONE_SOURCE = template(_("1 independent source"))
SOURCES = template(_("%(count)s independent sources"))
CERTAIN = template(_("amounts stated as certain"))
NO_LOWER_END = template(_("widest amount has no lower end"))
WIDTH = template(_("widest amount spans 1 to %(width)s"))
