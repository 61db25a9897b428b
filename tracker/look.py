"""The look of the admin, which the pages share."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": "Watchbrief",
    "SITE_HEADER": "Watchbrief",
    "SITE_SUBHEADER": _("Litigation and compliance risk"),
    "SITE_SYMBOL": "balance",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda _request: static("risks/favicon.svg"),
        }
    ],
    "BORDER_RADIUS": "6px",
    "SIDEBAR": {"navigation": "risks.web.navigation.sidebar"},
    "ACCOUNT": {
        "navigation": [
            {"title": _("Two-factor sign-in"), "link": reverse_lazy("mfa_index")},
            {
                "title": _("Change password"),
                "link": reverse_lazy("account_change_password"),
            },
        ]
    },
    # A quiet ink blue: bands and alarms are the only loud colours on a page.
    "COLORS": {
        "primary": {
            "50": "oklch(97.5% .012 245)",
            "100": "oklch(94.5% .025 245)",
            "200": "oklch(89% .05 245)",
            "300": "oklch(81% .08 245)",
            "400": "oklch(71% .11 245)",
            "500": "oklch(62% .12 245)",
            "600": "oklch(47% .11 248)",
            "700": "oklch(41% .1 250)",
            "800": "oklch(35% .085 252)",
            "900": "oklch(30% .07 254)",
            "950": "oklch(22% .05 256)",
        }
    },
}
