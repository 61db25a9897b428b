"""Whom a loss would hurt: the company, its parts, its facts and its rates."""

import re
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, known_time_zone
from risks.clock import known_zone, today

CURRENCY = re.compile("[A-Z]{3}")


def known_currency(code: str) -> None:
    if not CURRENCY.fullmatch(code):
        raise ValidationError(
            _("“%(code)s” is not a currency code. Enter one such as USD."),
            params={"code": code},
        )


class Tier(models.TextChoices):
    """How far a fact may be trusted: docket over order over press."""

    DOCKET = "docket", _("Docket")
    ORDER = "order", _("Order")
    FILING = "filing", _("Listing document")
    LAW_FIRM = "law_firm", _("Law firm")
    LEGAL_PRESS = "legal_press", _("Legal press")
    WIRE = "wire", _("News wire")
    PRESS = "press", _("Press")
    AGGREGATOR = "aggregator", _("Aggregator")
    ARTICLE = "article", _("Article")
    SCENARIO = "scenario", _("Scenario (illustrative)")


class Company(models.Model):
    """The entity that an exposure is measured against."""

    class Standard(models.TextChoices):
        IFRS = "ifrs", _("IFRS (IAS 37)")
        US_GAAP = "us_gaap", _("US GAAP (ASC 450-20)")

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="Asia/Hong_Kong",
        validators=[known_time_zone],
    )
    standard = models.CharField(
        _("standard"), max_length=10, choices=Standard.choices, default=Standard.IFRS
    )
    horizon_months = models.PositiveSmallIntegerField(
        _("horizon in months"), default=36
    )
    # A year, as a fraction: 0.05 is five per cent.
    discount_rate = models.DecimalField(
        _("discount rate"), max_digits=6, decimal_places=4, default=0
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="company_horizon_is_positive",
                condition=Q(horizon_months__gt=0),
            ),
            models.CheckConstraint(
                name="company_discount_rate_is_a_fraction",
                condition=Q(discount_rate__gte=0, discount_rate__lt=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return known_zone(self.time_zone)

    def today(self, now: datetime) -> date:
        """Return the day that the register and the accounts go by."""
        return today(self.zone, now)


class Entity(models.Model):
    """A legal entity inside the company: the listed parent, a WFOE, a VIE."""

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="entities",
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=80)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ("company", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="entity_code_is_one_within_its_company",
                fields=["company", "code"],
            ),
            # A blank part of a sum is the whole portfolio.
            models.CheckConstraint(name="entity_has_a_code", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Driver(models.Model):
    """What moves several risks at once. Assumptions load on it by its name."""

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="drivers",
    )
    # Seeds the driver's own draws: another name is another driver.
    name = models.CharField(_("name"), max_length=80)
    name_zh = models.CharField(_("name in Chinese"), max_length=80, blank=True)
    description = models.TextField(_("description"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")
        ordering = ("company", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="driver_name_is_one_within_its_company",
                fields=["company", "name"],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeRate(models.Model):
    """On a day, one unit of `base` was `rate` units of `quote`."""

    date = models.DateField(_("date"))
    base = models.CharField(
        _("base currency"), max_length=3, validators=[known_currency]
    )
    quote = models.CharField(
        _("quote currency"), max_length=3, validators=[known_currency]
    )
    rate = models.DecimalField(_("rate"), max_digits=20, decimal_places=10)
    source = models.CharField(_("source"), max_length=300)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ("-date", "base", "quote")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="exchange_rate_is_one_for_each_day_and_pair",
                fields=["date", "base", "quote"],
            ),
            models.CheckConstraint(
                name="exchange_rate_is_positive", condition=Q(rate__gt=0)
            ),
            models.CheckConstraint(
                name="exchange_rate_is_between_two_currencies",
                condition=~Q(base=F("quote")),
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate.normalize():f} {self.quote} ({self.date})"
