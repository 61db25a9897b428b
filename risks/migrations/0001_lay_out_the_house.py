"""Every table as of 27 November 2026: one step in place of the first twenty-one.

A database that has all of those goes on; one that stopped between them is brought to
0021 with the release before this one. Constraints stand in their CreateModel: on
SQLite each one added later copies its table.
"""

import datetime
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import django.utils.timezone
import risks.access.models
import risks.cases.models.deadline
import risks.exposure.models.fields
import risks.register.models.company
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("risks", "0001_lay_out_every_capability"),
        ("risks", "0003_let_the_controller_sign_contingencies"),
        ("risks", "0004_name_the_controller"),
        ("risks", "0005_name_entities_drivers_and_rates"),
        ("risks", "0006_share_work_and_bases"),
        ("risks", "0007_pack_the_figures"),
        ("risks", "0008_keep_the_packed_figures"),
        ("risks", "0009_keep_what_sources_deliver"),
        ("risks", "0010_name_every_trigger_of_the_rule_book"),
        ("risks", "0011_keep_the_registers_of_a_case"),
        ("risks", "0012_ask_a_second_person_before_a_change"),
        ("risks", "0013_know_a_case_at_courtlistener"),
        ("risks", "0014_let_a_second_person_verify"),
        ("risks", "0015_keep_what_a_person_corrected"),
        ("risks", "0016_sweep_courtlistener"),
        ("risks", "0017_let_a_deadline_follow_another"),
        ("risks", "0018_put_gates_before_deadlines"),
        ("risks", "0019_take_each_gate_to_its_deadline"),
        ("risks", "0020_let_gates_leave_requests"),
        ("risks", "0021_poll_court_feeds"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Basis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "digest",
                    risks.exposure.models.fields.Digest(editable=False, unique=True),
                ),
                ("numpy_version", models.CharField(max_length=20)),
                ("scipy_version", models.CharField(max_length=20)),
                ("processor", models.CharField(blank=True, max_length=400)),
                ("streams", models.CharField(blank=True, max_length=10)),
                ("terms", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name_plural": "bases",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
                ("claimed", models.PositiveIntegerField(default=0)),
                ("oldest_overdue_seconds", models.PositiveIntegerField(default=0)),
                ("build", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={
                            "unique": "A user with that username already exists."
                        },
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[
                            django.contrib.auth.validators.UnicodeUsernameValidator()
                        ],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="first name"
                    ),
                ),
                (
                    "last_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="last name"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="email address"
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Hong_Kong",
                        max_length=64,
                        validators=[risks.access.models.known_time_zone],
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hant", "繁體中文")],
                        default="en",
                        max_length=10,
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", risks.access.models.PersonManager()),
            ],
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("key",),
                        name="alarm_is_open_once_for_each_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assumptions",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("parameters", models.JSONField()),
                ("hash", models.CharField(editable=False, max_length=64)),
                ("reason", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("effective_date", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "assumptions",
                "ordering": ("risk", "-number"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="assumptions_have_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("caption", models.CharField(max_length=300)),
                (
                    "caption_zh",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Chinese caption"
                    ),
                ),
                ("court_id", models.CharField(max_length=20, verbose_name="court")),
                ("docket_number", models.CharField(max_length=60)),
                (
                    "courtlistener_id",
                    models.PositiveBigIntegerField(
                        blank=True,
                        help_text="The number in its address: courtlistener.com/docket/NUMBER/…",
                        null=True,
                        unique=True,
                        verbose_name="docket at CourtListener",
                    ),
                ),
                ("judge", models.CharField(blank=True, max_length=200)),
                (
                    "our_role",
                    models.CharField(
                        choices=[
                            ("defendant", "Defendant"),
                            ("plaintiff", "Plaintiff"),
                            ("third_party", "Third party"),
                            ("watching", "Watching"),
                        ],
                        default="defendant",
                        max_length=12,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("cause", models.CharField(blank=True, max_length=200)),
                ("nature_of_suit", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("filed_date", models.DateField(blank=True, null=True)),
                ("terminated_date", models.DateField(blank=True, null=True)),
                ("last_checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backed_up_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_id", "docket_number"),
                        name="case_is_one_for_each_court_and_docket_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetPhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            (
                                "L100",
                                "L100 Case assessment, development and administration",
                            ),
                            ("L200", "L200 Pre-trial pleadings and motions"),
                            ("L300", "L300 Discovery"),
                            ("L400", "L400 Trial preparation and trial"),
                            ("L500", "L500 Appeal"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write a currency as USD, HKD or CNY."
                            )
                        ],
                    ),
                ),
                ("budget", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "phase", "currency"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "phase", "currency"),
                        name="budget_phase_is_one_for_each_case_phase_and_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)),
                        name="budget_phase_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "written_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="case_note_has_a_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese name"
                    ),
                ),
                ("currency", models.CharField(default="USD", max_length=3)),
                (
                    "time_zone",
                    models.CharField(default="Asia/Hong_Kong", max_length=64),
                ),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("ifrs", "IFRS (IAS 37)"),
                            ("us_gaap", "US GAAP (ASC 450-20)"),
                        ],
                        default="ifrs",
                        max_length=10,
                    ),
                ),
                ("horizon_months", models.PositiveSmallIntegerField(default=36)),
                (
                    "discount_rate",
                    models.DecimalField(decimal_places=4, default=0, max_digits=6),
                ),
            ],
            options={
                "verbose_name_plural": "companies",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("horizon_months__gt", 0)),
                        name="company_horizon_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discount_rate__gte", 0), ("discount_rate__lt", 1)
                        ),
                        name="company_discount_rate_is_a_fraction",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="risks.company",
            ),
        ),
        migrations.CreateModel(
            name="Compartment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "denied",
                    models.ManyToManyField(
                        blank=True,
                        related_name="denied_from",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "denied_groups",
                    models.ManyToManyField(
                        blank=True, related_name="denied_from", to="auth.group"
                    ),
                ),
                (
                    "member_groups",
                    models.ManyToManyField(
                        blank=True, related_name="compartments", to="auth.group"
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        related_name="compartments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.AddField(
            model_name="case",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                help_text="The wall around this case; empty: everyone with a role sees it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="risks.compartment",
            ),
        ),
        migrations.CreateModel(
            name="Contingency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("reporting_date", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("reviewed", "Reviewed"),
                            ("approved", "Approved"),
                            ("returned", "Sent back"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("court", models.CharField(blank=True, max_length=200)),
                ("counterparty", models.CharField(blank=True, max_length=300)),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("next_date", models.DateField(blank=True, null=True)),
                ("engine", models.CharField(max_length=20)),
                ("input_hash", models.CharField(max_length=64)),
                ("figures", models.JSONField()),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("ifrs", "IFRS (IAS 37)"),
                            ("us_gaap", "US GAAP (ASC 450-20)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                (
                    "claimed",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True
                    ),
                ),
                ("low", models.DecimalField(decimal_places=2, max_digits=20)),
                ("best", models.DecimalField(decimal_places=2, max_digits=20)),
                ("high", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "proposed_ifrs_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proposed_us_gaap_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proposed_closing",
                    models.DecimalField(decimal_places=2, max_digits=20),
                ),
                (
                    "ifrs_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "us_gaap_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                ("override_reason", models.TextField(blank=True)),
                ("opening", models.DecimalField(decimal_places=2, max_digits=20)),
                ("additions", models.DecimalField(decimal_places=2, max_digits=20)),
                ("used", models.DecimalField(decimal_places=2, max_digits=20)),
                ("reversed", models.DecimalField(decimal_places=2, max_digits=20)),
                ("exchange", models.DecimalField(decimal_places=2, max_digits=20)),
                ("closing", models.DecimalField(decimal_places=2, max_digits=20)),
                ("insurance", models.DecimalField(decimal_places=2, max_digits=20)),
                ("insurance_is_virtually_certain", models.BooleanField(default=False)),
                ("is_changed", models.BooleanField()),
                ("change_reason", models.TextField(blank=True)),
                ("is_exempt", models.BooleanField(default=False)),
                (
                    "nature",
                    models.TextField(
                        blank=True, verbose_name="general nature of the dispute"
                    ),
                ),
                ("exemption_reason", models.TextField(blank=True)),
                ("exemption_is_approved", models.BooleanField(default=False)),
                ("prepared_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assumptions",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contingencies",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="risks.contingency",
                    ),
                ),
                (
                    "overridden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.contingency",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "contingencies",
                "ordering": ("-reporting_date", "risk__code", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("corrects__isnull", False),
                            models.Q(("status", "returned"), _negated=True),
                        ),
                        fields=("corrects",),
                        name="contingency_is_corrected_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_by__isnull", True),
                                ("status", "prepared"),
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                ("status", "reviewed"),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                ("status", "approved"),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                ("status", "returned"),
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                                models.Q(("return_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contingency_has_the_signatures_of_its_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_by", None),
                                models.Q(
                                    ("reviewed_by", models.F("prepared_by")),
                                    _negated=True,
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("approved_by", None),
                                models.Q(
                                    models.Q(
                                        ("approved_by", models.F("prepared_by")),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_by", models.F("reviewed_by")),
                                        _negated=True,
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="contingency_is_signed_by_three_different_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing",
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("opening"),
                                                    "+",
                                                    models.F("additions"),
                                                ),
                                                "-",
                                                models.F("used"),
                                            ),
                                            "-",
                                            models.F("reversed"),
                                        ),
                                        "+",
                                        models.F("exchange"),
                                    ),
                                    precision=2,
                                ),
                            )
                        ),
                        name="contingency_closes_where_its_movements_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("additions__gte", 0),
                            ("closing__gte", 0),
                            ("insurance__gte", 0),
                            ("opening__gte", 0),
                            ("reversed__gte", 0),
                            ("used__gte", 0),
                        ),
                        name="contingency_amounts_are_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closing", 0),
                            models.Q(("ifrs_class", "probable"), ("standard", "ifrs")),
                            models.Q(
                                ("standard", "us_gaap"), ("us_gaap_class", "probable")
                            ),
                            _connector="OR",
                        ),
                        name="contingency_provides_only_for_what_is_probable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closing", models.F("proposed_closing")),
                                ("ifrs_class", models.F("proposed_ifrs_class")),
                                ("us_gaap_class", models.F("proposed_us_gaap_class")),
                            ),
                            models.Q(
                                ("overridden_by__isnull", False),
                                models.Q(("override_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contingency_overridden_has_a_person_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("is_changed", False)),
                            models.Q(("change_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contingency_changed_or_corrected_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_exempt", False),
                            models.Q(
                                ("standard", "ifrs"),
                                models.Q(("nature", ""), _negated=True),
                                models.Q(("exemption_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contingency_exempt_is_of_ifrs_with_its_nature_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_exempt", False),
                            models.Q(("status", "approved"), _negated=True),
                            ("exemption_is_approved", True),
                            _connector="OR",
                        ),
                        name="contingency_exempt_is_approved_as_such",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=risks.cases.models.deadline.deadline_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("link_id", models.CharField(blank=True, max_length=60)),
                (
                    "link_number",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                (
                    "link_unit",
                    models.CharField(
                        blank=True,
                        choices=[("days", "days"), ("court_days", "court days")],
                        max_length=10,
                    ),
                ),
                (
                    "link_direction",
                    models.CharField(
                        blank=True,
                        choices=[("before", "before"), ("after", "after")],
                        max_length=6,
                    ),
                ),
                ("counted_from", models.DateField(blank=True, null=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=200)),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("ours", "Ours"),
                            ("opponent", "The other side's"),
                            ("court", "The court's"),
                        ],
                        default="ours",
                        max_length=10,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("computed", "Computed from a rule"),
                            ("court_set", "Set by the court"),
                            ("entered", "Entered by a person"),
                            ("following", "Counted from another deadline"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("critical", "Critical"), ("normal", "Normal")],
                        default="normal",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("met", "Met"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("safe_date", models.DateField()),
                ("late_date", models.DateField()),
                (
                    "reason",
                    models.TextField(blank=True, verbose_name="why the dates differ"),
                ),
                ("due_date", models.DateField()),
                ("due_time", models.TimeField(default=datetime.time(23, 59, 59))),
                ("tz", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField()),
                ("due_rev", models.PositiveIntegerField(default=1)),
                ("earlier_due", models.JSONField(blank=True, default=list)),
                ("rule_id", models.CharField(blank=True, max_length=60)),
                ("citation", models.CharField(blank=True, max_length=120)),
                ("rule_version", models.CharField(blank=True, max_length=40)),
                ("rule_checked", models.CharField(blank=True, max_length=120)),
                ("condition", models.TextField(blank=True)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("flag", models.TextField(blank=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.TextField(blank=True)),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backed_up_deadlines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="risks.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="risks.company",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="links",
                        to="risks.deadline",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_deadlines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("due_at", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["due_at", "id"],
                        name="deadline_open_by_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", True), ("company__isnull", False)
                            ),
                            models.Q(
                                ("case__isnull", False), ("company__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="deadline_hangs_on_one_of_case_or_company",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("by_hand", False),
                                ("counted_from__isnull", True),
                                ("follows__isnull", True),
                                ("link_direction", ""),
                                ("link_id", ""),
                                ("link_number__isnull", True),
                                ("link_unit", ""),
                            ),
                            models.Q(
                                ("counted_from__isnull", False),
                                ("follows__isnull", False),
                                ("link_direction__in", ("before", "after")),
                                ("link_number__gte", 1),
                                ("link_unit__in", ("days", "court_days")),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_follows_another_at_a_distance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follows__isnull", True),
                            models.Q(("follows", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="deadline_does_not_follow_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("link_id", ""), _negated=True),
                        fields=("follows", "link_id"),
                        name="deadline_is_hung_once_by_each_row_of_the_chain_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verified_at__isnull", True),
                                ("verified_by__isnull", True),
                            ),
                            models.Q(
                                ("verified_at__isnull", False),
                                ("verified_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_verified_has_a_person_and_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("closed_at__isnull", False),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_closed_has_a_time_and_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("met", "Mark as met"),
                            ("withdrawn", "Withdraw"),
                            ("postponed", "Postpone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_date", models.DateField(blank=True, null=True)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a second person"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="risks.deadline",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_date__isnull", False), ("kind", "postponed")
                            ),
                            models.Q(
                                models.Q(("kind", "postponed"), _negated=True),
                                ("due_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_change_postpones_to_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_change_decided_has_a_person_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("asked_by__isnull", True),
                            models.Q(
                                ("asked_by", models.F("decided_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="deadline_change_is_confirmed_by_a_second_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("deadline",),
                        name="deadline_change_waits_once_for_each_deadline",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "E-mail"),
                            ("report", "Report"),
                            ("feed", "Calendar feed"),
                            ("export", "Export"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254)),
                ("sha256", models.CharField(max_length=64)),
                ("objects_shown", models.JSONField(default=list)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "indexes": [
                    models.Index(
                        fields=["person", "at"], name="risks_discl_person__b7cb98_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DiscoveryRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interrogatories", "Interrogatories"),
                            ("production", "Request for production"),
                            ("admission", "Request for admission"),
                            ("subpoena", "Subpoena"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("ours", "We ask"), ("theirs", "We are asked")],
                        max_length=6,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("served_on", models.DateField()),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("mail", "Mail"),
                            ("clerk", "Clerk"),
                            ("consent", "Consent"),
                            ("electronic", "Electronic"),
                            ("personal", "Personal"),
                        ],
                        max_length=10,
                        verbose_name="served by",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discovery_requests",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discovery_request",
                        to="risks.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "served_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True),
                            ("answered_on__gte", models.F("served_on")),
                            _connector="OR",
                        ),
                        name="discovery_request_is_answered_after_it_is_served",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocketEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("filed_date", models.DateField()),
                ("entered_date", models.DateField(blank=True, null=True)),
                ("number", models.CharField(blank=True, max_length=20)),
                ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                ("pacer_seq_no", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("earlier_texts", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(max_length=40)),
                ("source_detail", models.CharField(blank=True, max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("illustrative", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "docket entries",
                "ordering": ("case", "filed_date", "position", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="docket_entry_has_a_text",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pacer_seq_no", ""), _negated=True),
                        fields=("case", "pacer_seq_no"),
                        name="docket_entry_is_one_for_each_pacer_sequence_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("value", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("source_date", models.DateField(blank=True, null=True)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "current",
                    models.BooleanField(
                        default=True,
                        help_text="Cleared once the source has corrected itself.",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="risks.docketentry",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "subject", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("value", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="case_fact_has_a_subject_a_value_and_a_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocketSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Notices of electronic filing"),
                            ("webhook", "CourtListener webhook"),
                            ("rest", "CourtListener sweep"),
                            ("rss", "Court RSS feed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "court_id",
                    models.CharField(blank=True, max_length=20, verbose_name="court"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="The maildir of notices, or the https:// address of a court's feed.",
                        max_length=500,
                        verbose_name="folder or address",
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("silent_after_hours", models.PositiveIntegerField(default=72)),
                ("created_at", models.DateTimeField()),
                ("last_tried_at", models.DateTimeField(blank=True, null=True)),
                ("last_success_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=500)),
                ("entries", models.PositiveIntegerField(default=0)),
                (
                    "requests",
                    models.JSONField(blank=True, default=list, editable=False),
                ),
                (
                    "polled_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "last_modified",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("sought", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                ("resting_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "rest")),
                        fields=("kind",),
                        name="docket_source_that_sweeps_is_one",
                        violation_error_message="There is a sweep already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rss"), _negated=True),
                            models.Q(
                                models.Q(("court_id", ""), _negated=True),
                                models.Q(("address", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="docket_source_of_a_feed_has_its_court_and_address",
                        violation_error_message="A feed has a court and an address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("key", models.CharField(max_length=128)),
                ("body", models.BinaryField()),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("filed", "Filed"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deliveries",
                        to="risks.case",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="risks.docketsource",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ("-received_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["received_at", "id"],
                        name="delivery_waiting_by_arrival",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key"),
                        name="delivery_is_one_for_each_source_and_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("state", "waiting")
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="delivery_settled_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pleading", "Pleading"),
                            ("order", "Order"),
                            ("correspondence", "Correspondence"),
                            ("contract", "Contract"),
                            ("evidence", "Evidence"),
                            ("other", "Other"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="SHA-256",
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("dated", models.DateField(help_text="The day the document bears.")),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        help_text="The docket entry under which it was filed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="risks.docketentry",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "dated", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "sha256"),
                        name="document_is_one_for_each_case_and_hash",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Driver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="Chinese name"
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drivers",
                        to="risks.company",
                    ),
                ),
            ],
            options={
                "ordering": ("company", "name"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "name"),
                        name="driver_name_is_one_within_its_company",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese name"
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=80)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entities",
                        to="risks.company",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entities",
                "ordering": ("company", "code"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "code"),
                        name="entity_code_is_one_within_its_company",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="entity_has_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint_filed", "Complaint filed"),
                            ("served", "Served"),
                            ("served_abroad", "Served abroad"),
                            ("waiver_sent", "Waiver request sent"),
                            ("waiver_sent_abroad", "Waiver request sent abroad"),
                            ("answer_filed", "Answer filed"),
                            ("amended_pleading_served", "Amended pleading served"),
                            ("motion_filed", "Motion filed"),
                            ("opposition_filed", "Opposition filed"),
                            ("reply_filed", "Reply filed"),
                            ("response_filed", "Response filed"),
                            ("stipulation_extending", "Stipulation extending time"),
                            ("hearing_set", "Hearing set"),
                            ("motion_granted", "Motion granted"),
                            ("motion_denied", "Motion denied"),
                            ("order_entered", "Order entered"),
                            ("court_set_date", "Date set by the court"),
                            ("date_vacated", "Date vacated"),
                            ("injunction_entered", "Injunction entered"),
                            ("judgment_entered", "Judgment entered"),
                            ("notice_of_appeal", "Notice of appeal"),
                            ("precedent", "Precedent"),
                            ("listed", "Shares listed"),
                            ("appeared", "Appeared"),
                            ("counterclaim_served", "Counterclaim served"),
                            ("last_pleading_served", "Last pleading served"),
                            ("response_due", "Response first due"),
                            ("motion_planned", "Motion planned"),
                            ("new_trial_motion_served", "New-trial motion served"),
                            ("scheduling_conference_set", "Scheduling conference set"),
                            ("discovery_conference_held", "Discovery conference held"),
                            ("interrogatories_served", "Interrogatories served"),
                            ("document_request_served", "Request for documents served"),
                            (
                                "admission_request_served",
                                "Request for admission served",
                            ),
                            ("subpoena_served", "Subpoena served"),
                            ("trial_set", "Trial set"),
                            ("pretrial_disclosures_made", "Pretrial disclosures made"),
                            ("offer_of_judgment_served", "Offer of judgment served"),
                            ("restraining_order_entered", "Restraining order entered"),
                            ("magistrate_ruling_served", "Magistrate's ruling served"),
                            ("tolling_motion_decided", "Tolling motion decided"),
                            ("order_certified", "Order certified for appeal"),
                            ("claim_accrued", "Claim accrued"),
                        ],
                        max_length=30,
                    ),
                ),
                ("date", models.DateField()),
                ("clock", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("words", models.TextField(blank=True)),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("is_rejected", models.BooleanField(default=False)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("correction_reason", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="risks.case",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="risks.docketentry",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.event",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "date", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_rejected", False)),
                        fields=("entry", "kind", "date", "subject"),
                        name="event_is_one_for_each_entry_kind_date_and_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_rejected", False),
                            models.Q(
                                ("corrected_at__isnull", False),
                                ("corrected_by__isnull", False),
                                models.Q(("correction_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="event_rejected_has_a_person_a_time_and_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="deadline",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadlines",
                to="risks.event",
            ),
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("date", models.DateField()),
                (
                    "base",
                    models.CharField(
                        max_length=3,
                        validators=[risks.register.models.company.known_currency],
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        max_length=3,
                        validators=[risks.register.models.company.known_currency],
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ("-date", "base", "quote"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("date", "base", "quote"),
                        name="exchange_rate_is_one_for_each_day_and_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gt", 0)),
                        name="exchange_rate_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base", models.F("quote")), _negated=True),
                        name="exchange_rate_is_between_two_currencies",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportGate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("cpl_294", "Civil Procedure Law 294"),
                            ("dsl_36", "Data Security Law 36"),
                            ("pipl_41", "Personal Information Protection Law 41"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("needed", "Needed"),
                            ("asked", "Asked"),
                            ("cleared", "Cleared"),
                            ("not_needed", "Not needed"),
                        ],
                        default="needed",
                        max_length=10,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        help_text="Who clears it, or said that it need not.",
                        max_length=200,
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gates",
                        to="risks.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ("deadline", "rule"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deadline", "rule"),
                        name="export_gate_is_one_for_each_deadline_and_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["cleared", "not_needed"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("authority", ""), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="export_gate_opens_by_an_authority_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revenue", "Revenue"),
                            ("gross_margin", "Gross margin"),
                            ("net_loss", "Net loss"),
                            ("r_and_d", "R&D spending"),
                            ("cash", "Cash"),
                            ("loss_capacity", "Loss capacity (set by the board)"),
                            ("appetite", "Risk appetite (set by the board)"),
                            ("revenue_share", "Share of revenue"),
                            ("users", "Monthly active users"),
                            ("holding", "Shareholding"),
                            ("claim", "Claimed or possible amount"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("segment", models.CharField(blank=True, max_length=80)),
                ("period_start", models.DateField(blank=True, null=True)),
                ("as_of", models.DateField()),
                ("amount", models.DecimalField(decimal_places=4, max_digits=20)),
                ("unit", models.CharField(max_length=10)),
                ("source", models.CharField(max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="risks.company",
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "segment", "-as_of", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_start__isnull", True),
                            ("period_start__lte", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="fact_period_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "loss_capacity"), _negated=True),
                            ("amount__gt", 0),
                            _connector="OR",
                        ),
                        name="fact_loss_capacity_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "appetite"), _negated=True),
                            ("amount__gt", 0),
                            _connector="OR",
                        ),
                        name="fact_appetite_is_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalBudgetPhase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            (
                                "L100",
                                "L100 Case assessment, development and administration",
                            ),
                            ("L200", "L200 Pre-trial pleadings and motions"),
                            ("L300", "L300 Discovery"),
                            ("L400", "L400 Trial preparation and trial"),
                            ("L500", "L500 Appeal"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write a currency as USD, HKD or CNY."
                            )
                        ],
                    ),
                ),
                ("budget", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical budget phase",
                "verbose_name_plural": "historical budget phases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20)),
                ("caption", models.CharField(max_length=300)),
                (
                    "caption_zh",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Chinese caption"
                    ),
                ),
                ("court_id", models.CharField(max_length=20, verbose_name="court")),
                ("docket_number", models.CharField(max_length=60)),
                (
                    "courtlistener_id",
                    models.PositiveBigIntegerField(
                        blank=True,
                        db_index=True,
                        help_text="The number in its address: courtlistener.com/docket/NUMBER/…",
                        null=True,
                        verbose_name="docket at CourtListener",
                    ),
                ),
                ("judge", models.CharField(blank=True, max_length=200)),
                (
                    "our_role",
                    models.CharField(
                        choices=[
                            ("defendant", "Defendant"),
                            ("plaintiff", "Plaintiff"),
                            ("third_party", "Third party"),
                            ("watching", "Watching"),
                        ],
                        default="defendant",
                        max_length=12,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("cause", models.CharField(blank=True, max_length=200)),
                ("nature_of_suit", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("filed_date", models.DateField(blank=True, null=True)),
                ("terminated_date", models.DateField(blank=True, null=True)),
                ("last_checked_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The wall around this case; empty: everyone with a role sees it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical case",
                "verbose_name_plural": "historical cases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseFact",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("value", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("source_date", models.DateField(blank=True, null=True)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "current",
                    models.BooleanField(
                        default=True,
                        help_text="Cleared once the source has corrected itself.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.docketentry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical case fact",
                "verbose_name_plural": "historical case facts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseNote",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical case note",
                "verbose_name_plural": "historical case notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompany",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20)),
                ("name", models.CharField(max_length=200)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese name"
                    ),
                ),
                ("currency", models.CharField(default="USD", max_length=3)),
                (
                    "time_zone",
                    models.CharField(default="Asia/Hong_Kong", max_length=64),
                ),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("ifrs", "IFRS (IAS 37)"),
                            ("us_gaap", "US GAAP (ASC 450-20)"),
                        ],
                        default="ifrs",
                        max_length=10,
                    ),
                ),
                ("horizon_months", models.PositiveSmallIntegerField(default=36)),
                (
                    "discount_rate",
                    models.DecimalField(decimal_places=4, default=0, max_digits=6),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical company",
                "verbose_name_plural": "historical companies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120)),
                ("reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical compartment",
                "verbose_name_plural": "historical compartments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartment_denied",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="risks.historicalcompartment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCompartment_denied",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartment_denied_groups",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.group",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="risks.historicalcompartment",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCompartment_denied_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartment_member_groups",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.group",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="risks.historicalcompartment",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCompartment_member_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartment_members",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="risks.historicalcompartment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCompartment_members",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        default=risks.cases.models.deadline.deadline_code,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("link_id", models.CharField(blank=True, max_length=60)),
                (
                    "link_number",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                (
                    "link_unit",
                    models.CharField(
                        blank=True,
                        choices=[("days", "days"), ("court_days", "court days")],
                        max_length=10,
                    ),
                ),
                (
                    "link_direction",
                    models.CharField(
                        blank=True,
                        choices=[("before", "before"), ("after", "after")],
                        max_length=6,
                    ),
                ),
                ("counted_from", models.DateField(blank=True, null=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=200)),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("ours", "Ours"),
                            ("opponent", "The other side's"),
                            ("court", "The court's"),
                        ],
                        default="ours",
                        max_length=10,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("computed", "Computed from a rule"),
                            ("court_set", "Set by the court"),
                            ("entered", "Entered by a person"),
                            ("following", "Counted from another deadline"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("critical", "Critical"), ("normal", "Normal")],
                        default="normal",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("met", "Met"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("safe_date", models.DateField()),
                ("late_date", models.DateField()),
                (
                    "reason",
                    models.TextField(blank=True, verbose_name="why the dates differ"),
                ),
                ("due_date", models.DateField()),
                ("due_time", models.TimeField(default=datetime.time(23, 59, 59))),
                ("tz", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField()),
                ("due_rev", models.PositiveIntegerField(default=1)),
                ("earlier_due", models.JSONField(blank=True, default=list)),
                ("rule_id", models.CharField(blank=True, max_length=60)),
                ("citation", models.CharField(blank=True, max_length=120)),
                ("rule_version", models.CharField(blank=True, max_length=40)),
                ("rule_checked", models.CharField(blank=True, max_length=120)),
                ("condition", models.TextField(blank=True)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("flag", models.TextField(blank=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.event",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deadline",
                "verbose_name_plural": "historical deadlines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeadlineChange",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("met", "Mark as met"),
                            ("withdrawn", "Withdraw"),
                            ("postponed", "Postpone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_date", models.DateField(blank=True, null=True)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a second person"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deadline change",
                "verbose_name_plural": "historical deadline changes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDiscoveryRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interrogatories", "Interrogatories"),
                            ("production", "Request for production"),
                            ("admission", "Request for admission"),
                            ("subpoena", "Subpoena"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("ours", "We ask"), ("theirs", "We are asked")],
                        max_length=6,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("served_on", models.DateField()),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("mail", "Mail"),
                            ("clerk", "Clerk"),
                            ("consent", "Consent"),
                            ("electronic", "Electronic"),
                            ("personal", "Personal"),
                        ],
                        max_length=10,
                        verbose_name="served by",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical discovery request",
                "verbose_name_plural": "historical discovery requests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocketEntry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("filed_date", models.DateField()),
                ("entered_date", models.DateField(blank=True, null=True)),
                ("number", models.CharField(blank=True, max_length=20)),
                ("pacer_doc_id", models.CharField(blank=True, max_length=40)),
                ("pacer_seq_no", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("earlier_texts", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(max_length=40)),
                ("source_detail", models.CharField(blank=True, max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("illustrative", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical docket entry",
                "verbose_name_plural": "historical docket entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pleading", "Pleading"),
                            ("order", "Order"),
                            ("correspondence", "Correspondence"),
                            ("contract", "Contract"),
                            ("evidence", "Evidence"),
                            ("other", "Other"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}$", "A SHA-256 is 64 hexadecimal digits."
                            )
                        ],
                        verbose_name="SHA-256",
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("dated", models.DateField(help_text="The day the document bears.")),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The docket entry under which it was filed.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.docketentry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDriver",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="Chinese name"
                    ),
                ),
                ("description", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical driver",
                "verbose_name_plural": "historical drivers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEntity",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                (
                    "name_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese name"
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=80)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entity",
                "verbose_name_plural": "historical entities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint_filed", "Complaint filed"),
                            ("served", "Served"),
                            ("served_abroad", "Served abroad"),
                            ("waiver_sent", "Waiver request sent"),
                            ("waiver_sent_abroad", "Waiver request sent abroad"),
                            ("answer_filed", "Answer filed"),
                            ("amended_pleading_served", "Amended pleading served"),
                            ("motion_filed", "Motion filed"),
                            ("opposition_filed", "Opposition filed"),
                            ("reply_filed", "Reply filed"),
                            ("response_filed", "Response filed"),
                            ("stipulation_extending", "Stipulation extending time"),
                            ("hearing_set", "Hearing set"),
                            ("motion_granted", "Motion granted"),
                            ("motion_denied", "Motion denied"),
                            ("order_entered", "Order entered"),
                            ("court_set_date", "Date set by the court"),
                            ("date_vacated", "Date vacated"),
                            ("injunction_entered", "Injunction entered"),
                            ("judgment_entered", "Judgment entered"),
                            ("notice_of_appeal", "Notice of appeal"),
                            ("precedent", "Precedent"),
                            ("listed", "Shares listed"),
                            ("appeared", "Appeared"),
                            ("counterclaim_served", "Counterclaim served"),
                            ("last_pleading_served", "Last pleading served"),
                            ("response_due", "Response first due"),
                            ("motion_planned", "Motion planned"),
                            ("new_trial_motion_served", "New-trial motion served"),
                            ("scheduling_conference_set", "Scheduling conference set"),
                            ("discovery_conference_held", "Discovery conference held"),
                            ("interrogatories_served", "Interrogatories served"),
                            ("document_request_served", "Request for documents served"),
                            (
                                "admission_request_served",
                                "Request for admission served",
                            ),
                            ("subpoena_served", "Subpoena served"),
                            ("trial_set", "Trial set"),
                            ("pretrial_disclosures_made", "Pretrial disclosures made"),
                            ("offer_of_judgment_served", "Offer of judgment served"),
                            ("restraining_order_entered", "Restraining order entered"),
                            ("magistrate_ruling_served", "Magistrate's ruling served"),
                            ("tolling_motion_decided", "Tolling motion decided"),
                            ("order_certified", "Order certified for appeal"),
                            ("claim_accrued", "Claim accrued"),
                        ],
                        max_length=30,
                    ),
                ),
                ("date", models.DateField()),
                ("clock", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("words", models.TextField(blank=True)),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("is_rejected", models.BooleanField(default=False)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("correction_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.docketentry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical event",
                "verbose_name_plural": "historical events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExchangeRate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                (
                    "base",
                    models.CharField(
                        max_length=3,
                        validators=[risks.register.models.company.known_currency],
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        max_length=3,
                        validators=[risks.register.models.company.known_currency],
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                ("source", models.CharField(max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical exchange rate",
                "verbose_name_plural": "historical exchange rates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExportGate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("cpl_294", "Civil Procedure Law 294"),
                            ("dsl_36", "Data Security Law 36"),
                            ("pipl_41", "Personal Information Protection Law 41"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("needed", "Needed"),
                            ("asked", "Asked"),
                            ("cleared", "Cleared"),
                            ("not_needed", "Not needed"),
                        ],
                        default="needed",
                        max_length=10,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        help_text="Who clears it, or said that it need not.",
                        max_length=200,
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical export gate",
                "verbose_name_plural": "historical export gates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFact",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("revenue", "Revenue"),
                            ("gross_margin", "Gross margin"),
                            ("net_loss", "Net loss"),
                            ("r_and_d", "R&D spending"),
                            ("cash", "Cash"),
                            ("loss_capacity", "Loss capacity (set by the board)"),
                            ("appetite", "Risk appetite (set by the board)"),
                            ("revenue_share", "Share of revenue"),
                            ("users", "Monthly active users"),
                            ("holding", "Shareholding"),
                            ("claim", "Claimed or possible amount"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("segment", models.CharField(blank=True, max_length=80)),
                ("period_start", models.DateField(blank=True, null=True)),
                ("as_of", models.DateField()),
                ("amount", models.DecimalField(decimal_places=4, max_digits=20)),
                ("unit", models.CharField(max_length=10)),
                ("source", models.CharField(max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("docket", "Docket"),
                            ("order", "Order"),
                            ("filing", "Listing document"),
                            ("law_firm", "Law firm"),
                            ("legal_press", "Legal press"),
                            ("wire", "News wire"),
                            ("press", "Press"),
                            ("aggregator", "Aggregator"),
                            ("article", "Article"),
                            ("scenario", "Scenario (illustrative)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fact",
                "verbose_name_plural": "historical facts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInsurerNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("insurer", models.CharField(max_length=200)),
                ("policy", models.CharField(max_length=120)),
                ("notice_due_on", models.DateField()),
                ("given_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical insurer notice",
                "verbose_name_plural": "historical insurer notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalHold",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        help_text="What is to be kept, by whom, from when."
                    ),
                ),
                ("issued_on", models.DateField()),
                ("released_on", models.DateField(blank=True, null=True)),
                ("release_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical legal hold",
                "verbose_name_plural": "historical legal holds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={
                            "unique": "A user with that username already exists."
                        },
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[
                            django.contrib.auth.validators.UnicodeUsernameValidator()
                        ],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="first name"
                    ),
                ),
                (
                    "last_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="last name"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="email address"
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Hong_Kong",
                        max_length=64,
                        validators=[risks.access.models.known_time_zone],
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hant", "繁體中文")],
                        default="en",
                        max_length=10,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical user",
                "verbose_name_plural": "historical users",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrivilegeLogEntry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        help_text="Its Bates number or title.", max_length=300
                    ),
                ),
                ("dated", models.DateField()),
                ("author", models.CharField(max_length=200)),
                ("recipients", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("attorney_client", "Attorney and client"),
                            ("work_product", "Work product"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        help_text="Enough to assess the claim without revealing it: Rule 26(b)(5)(A)."
                    ),
                ),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical privilege log entry",
                "verbose_name_plural": "historical privilege log entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProtectiveOrder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("protective", "Protective order, Rule 26(c)"),
                            ("502d", "No waiver by disclosure, FRE 502(d)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("entered_on", models.DateField()),
                ("terms", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.docketentry",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical protective order",
                "verbose_name_plural": "historical protective orders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRisk",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20)),
                ("title", models.CharField(max_length=200)),
                (
                    "title_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese title"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("copyright_suit", "Copyright suit"),
                            ("injunction", "Injunction threat"),
                            ("governance", "VIE / governance"),
                            ("price_war", "Price war"),
                            ("event", "Event (any other risk)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("watching", "Watching"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "privileged",
                    models.BooleanField(
                        default=False,
                        help_text="Only counsel sees the assessment: assumptions, figures, changes.",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.company",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The wall around this risk; empty: everyone with a role sees it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.compartment",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who would bear the loss, where it is not the company as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.entity",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical risk",
                "verbose_name_plural": "historical risks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSettlementOffer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "offered_by",
                    models.CharField(
                        choices=[("ours", "We"), ("theirs", "The other side")],
                        max_length=6,
                        verbose_name="offered by",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "currency",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write a currency as USD, HKD or CNY."
                            )
                        ],
                    ),
                ),
                (
                    "made_on",
                    models.DateField(
                        help_text="Of an offer of judgment: the day of service."
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty for an offer of judgment: Rule 68 gives it 14 days.",
                        null=True,
                    ),
                ),
                (
                    "rule_68",
                    models.BooleanField(
                        default=False, verbose_name="offer of judgment (Rule 68)"
                    ),
                ),
                (
                    "trial_on",
                    models.DateField(
                        blank=True,
                        help_text="For an offer of judgment: as set when it was served.",
                        null=True,
                        verbose_name="trial date",
                    ),
                ),
                ("terms", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.deadline",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical settlement offer",
                "verbose_name_plural": "historical settlement offers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSpend",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("invoice", models.CharField(max_length=80)),
                ("date", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.budgetphase",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical spend",
                "verbose_name_plural": "historical spend",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InsurerNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("insurer", models.CharField(max_length=200)),
                ("policy", models.CharField(max_length=120)),
                ("notice_due_on", models.DateField()),
                ("given_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="insurer_notices",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insurer_notice",
                        to="risks.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "notice_due_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "insurer", "policy"),
                        name="insurer_notice_is_one_for_each_case_and_policy",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        help_text="What is to be kept, by whom, from when."
                    ),
                ),
                ("issued_on", models.DateField()),
                ("released_on", models.DateField(blank=True, null=True)),
                ("release_reason", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="risks.case",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("case", "issued_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released_by__isnull", True),
                                ("released_on__isnull", True),
                            ),
                            models.Q(
                                ("released_by__isnull", False),
                                ("released_on__isnull", False),
                                models.Q(("release_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legal_hold_released_has_a_person_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_on__isnull", True),
                            ("released_on__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="legal_hold_is_released_after_it_is_issued",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldAcknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hold_acknowledgements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="risks.legalhold",
                    ),
                ),
            ],
            options={
                "ordering": ("hold", "asked_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hold", "person"),
                        name="hold_acknowledgement_is_one_for_each_hold_and_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at__isnull", True),
                            ("acknowledged_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="hold_acknowledgement_comes_after_it_is_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHoldAcknowledgement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.legalhold",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical hold acknowledgement",
                "verbose_name_plural": "historical hold acknowledgements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("deadline", "Deadline due"),
                            ("report", "Report ready"),
                        ],
                        max_length=20,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("about", models.JSONField(blank=True, default=dict)),
                ("offset", models.CharField(max_length=12)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("channel", models.CharField(default="email", max_length=10)),
                ("critical", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField()),
                ("fire_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("acknowledged", "Acknowledged"),
                            ("bounced", "Bounced"),
                            ("failed", "Failed"),
                            ("dead", "Given up"),
                            ("cancelled", "Cancelled"),
                            ("superseded", "Superseded"),
                        ],
                        default="scheduled",
                        max_length=12,
                    ),
                ),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claims", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("message_id", models.CharField(max_length=120)),
                ("ambiguous", models.BooleanField(default=False)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("bounced_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                (
                    "created_by",
                    models.CharField(
                        choices=[
                            ("plan", "Planned"),
                            ("reconcile", "Repaired by the reconciler"),
                            ("escalation", "Escalated"),
                            ("announce", "Announced"),
                        ],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "alarm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="risks.alarm",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="risks.deadline",
                    ),
                ),
                (
                    "escalated_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replaces",
                        to="risks.notification",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("fire_at", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("scheduled", "sending"))),
                        fields=["fire_at", "id"],
                        name="notification_unsent",
                    ),
                    models.Index(
                        fields=["kind", "object_id", "revision"],
                        name="notification_of_one_thing",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("failed", "dead", "bounced")),
                                _negated=True,
                            ),
                            ("escalated_to__isnull", False),
                            ("alarm__isnull", False),
                            _connector="OR",
                        ),
                        name="notification_is_never_silently_lost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            models.Q(
                                ("lease_token__isnull", False),
                                ("lease_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notification_sending_has_a_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("sent", "acknowledged")), _negated=True
                            ),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="notification_sent_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "Accepted by the mail server"),
                            ("retry", "Temporary failure"),
                            ("failed", "Permanent failure"),
                            ("cancelled", "Not sent: no longer due or not allowed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("smtp_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "notification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="risks.notification",
                    ),
                ),
            ],
            options={
                "ordering": ("notification", "number", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("role", models.CharField(max_length=80)),
                ("extra", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ("case", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "role", "name"),
                        name="party_is_one_for_each_role_and_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalServiceAttempt",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("hague", "Hague request, Rule 4(f)(1)"),
                            ("waiver", "Waiver, Rule 4(d)"),
                            ("court_4f3", "Court-ordered, Rule 4(f)(3)"),
                            ("personal", "Personal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$", "Write a country as US, CN or HK."
                            )
                        ],
                    ),
                ),
                ("requested_on", models.DateField(verbose_name="requested or sent on")),
                (
                    "accepted_on",
                    models.DateField(
                        blank=True,
                        help_text="By the Central Authority; of a waiver, the day it came back.",
                        null=True,
                        verbose_name="accepted on",
                    ),
                ),
                (
                    "served_on",
                    models.DateField(
                        blank=True,
                        help_text="As the certificate states it: never its own date or its filing.",
                        null=True,
                    ),
                ),
                (
                    "certificate_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the certificate"
                    ),
                ),
                (
                    "filed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="certificate filed on"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.party",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical service attempt",
                "verbose_name_plural": "historical service attempts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Counsel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("roles", models.CharField(blank=True, max_length=300)),
                ("contact", models.TextField(blank=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counsel",
                        to="risks.party",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "counsel",
                "ordering": ("party", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "name"),
                        name="counsel_is_one_for_each_party_and_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PortfolioRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("input_hash", risks.exposure.models.fields.Digest()),
                ("engine", models.CharField(max_length=20)),
                ("trials", models.PositiveIntegerField()),
                ("valuation_date", models.DateField()),
                ("computed_at", models.DateTimeField()),
                ("currency", models.CharField(max_length=3)),
                ("capacity", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p_positive", models.FloatField()),
                ("p_over_appetite", models.FloatField(null=True)),
                ("expected", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "standard_error",
                    models.DecimalField(decimal_places=2, max_digits=20),
                ),
                ("p50", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p90", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p95", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p99", models.DecimalField(decimal_places=2, max_digits=20)),
                ("tvar95", models.DecimalField(decimal_places=2, max_digits=20)),
                ("tvar99", models.DecimalField(decimal_places=2, max_digits=20)),
                ("score", models.FloatField()),
                ("loss_hash", risks.exposure.models.fields.Digest()),
                ("scope", risks.exposure.models.fields.Digest()),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("portfolio", "Portfolio"),
                            ("entity", "Entity"),
                            ("category", "Category"),
                        ],
                        default="portfolio",
                        max_length=10,
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=20)),
                ("members", risks.exposure.models.fields.Packed(default=list)),
                ("exceedance", risks.exposure.models.fields.Packed(default=list)),
                ("intervals", risks.exposure.models.fields.Packed(default=dict)),
                (
                    "basis",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.basis",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portfolio_runs",
                        to="risks.company",
                    ),
                ),
            ],
            options={
                "ordering": ("-computed_at", "-pk"),
                "indexes": [
                    models.Index(
                        fields=["company", "valuation_date"], name="run_of_a_day"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "scope", "dimension", "part", "input_hash"),
                        name="portfolio_run_is_one_for_each_scope_part_and_inputs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dimension", "portfolio"), ("part", "")),
                            models.Q(
                                models.Q(("dimension", "portfolio"), _negated=True),
                                models.Q(("part", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="portfolio_run_names_its_part_unless_it_is_the_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivilegeLogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        help_text="Its Bates number or title.", max_length=300
                    ),
                ),
                ("dated", models.DateField()),
                ("author", models.CharField(max_length=200)),
                ("recipients", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("attorney_client", "Attorney and client"),
                            ("work_product", "Work product"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        help_text="Enough to assess the claim without revealing it: Rule 26(b)(5)(A)."
                    ),
                ),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="privilege_log",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "privilege log entries",
                "ordering": ("case", "dated", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "document"),
                        name="privilege_log_entry_is_one_for_each_case_and_document",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProtectiveOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("protective", "Protective order, Rule 26(c)"),
                            ("502d", "No waiver by disclosure, FRE 502(d)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("entered_on", models.DateField()),
                ("terms", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="protective_orders",
                        to="risks.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protective_orders",
                        to="risks.docketentry",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "entered_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Recompute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stale", "What was stale"),
                            ("full", "Everything anew"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("differs", "Differs"),
                            ("superseded", "Superseded"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("wanted", risks.exposure.models.fields.Digest(null=True)),
                ("valuation_date", models.DateField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("priced", models.PositiveIntegerField(default=0)),
                ("sums", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("failure", models.TextField(blank=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recomputes",
                        to="risks.company",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-requested_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("company",),
                        name="recompute_runs_one_at_a_time_for_each_company",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("company",),
                        name="recompute_waits_once_for_each_company",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))),
                        name="recompute_does_no_more_than_its_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("kind", models.CharField(default="board", max_length=20)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("scope", models.CharField(max_length=64)),
                ("figures", models.JSONField()),
                ("figures_sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("pdf", models.BinaryField(blank=True, null=True)),
                ("xlsx", models.BinaryField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="risks.company",
                    ),
                ),
            ],
            options={
                "ordering": ("-period_end", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "company",
                            "kind",
                            "period_start",
                            "period_end",
                            "scope",
                        ),
                        name="report_is_one_for_each_kind_period_and_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_start__lte", models.F("period_end"))
                        ),
                        name="report_period_starts_before_it_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "title_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Chinese title"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("copyright_suit", "Copyright suit"),
                            ("injunction", "Injunction threat"),
                            ("governance", "VIE / governance"),
                            ("price_war", "Price war"),
                            ("event", "Event (any other risk)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("watching", "Watching"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "privileged",
                    models.BooleanField(
                        default=False,
                        help_text="Only counsel sees the assessment: assumptions, figures, changes.",
                    ),
                ),
                ("opened_on", models.DateField()),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backed_up_risks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="risks.company",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        help_text="The wall around this risk; empty: everyone with a role sees it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="risks.compartment",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who would bear the loss, where it is not the company as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="risks.entity",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_risks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("backup__isnull", True),
                            models.Q(("backup", models.F("owner")), _negated=True),
                            _connector="OR",
                        ),
                        name="risk_backup_is_another_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("origin", models.CharField(max_length=80)),
                ("why", models.TextField()),
                ("change", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("decide_by", models.DateField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "accepted_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="risks.risk",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("risk", "origin"),
                        name="proposal_is_made_once_for_each_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_has_a_person_and_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("origin", models.CharField(max_length=80)),
                ("why", models.TextField()),
                ("change", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("decide_by", models.DateField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "accepted_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.risk",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical proposal",
                "verbose_name_plural": "historical proposals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContingency",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("reporting_date", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("reviewed", "Reviewed"),
                            ("approved", "Approved"),
                            ("returned", "Sent back"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("court", models.CharField(blank=True, max_length=200)),
                ("counterparty", models.CharField(blank=True, max_length=300)),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("next_date", models.DateField(blank=True, null=True)),
                ("engine", models.CharField(max_length=20)),
                ("input_hash", models.CharField(max_length=64)),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("ifrs", "IFRS (IAS 37)"),
                            ("us_gaap", "US GAAP (ASC 450-20)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                (
                    "claimed",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True
                    ),
                ),
                ("low", models.DecimalField(decimal_places=2, max_digits=20)),
                ("best", models.DecimalField(decimal_places=2, max_digits=20)),
                ("high", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "proposed_ifrs_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proposed_us_gaap_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proposed_closing",
                    models.DecimalField(decimal_places=2, max_digits=20),
                ),
                (
                    "ifrs_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "us_gaap_class",
                    models.CharField(
                        choices=[
                            ("remote", "Remote"),
                            ("possible", "Possible"),
                            ("reasonably possible", "Reasonably possible"),
                            ("probable", "Probable"),
                        ],
                        max_length=20,
                    ),
                ),
                ("override_reason", models.TextField(blank=True)),
                ("opening", models.DecimalField(decimal_places=2, max_digits=20)),
                ("additions", models.DecimalField(decimal_places=2, max_digits=20)),
                ("used", models.DecimalField(decimal_places=2, max_digits=20)),
                ("reversed", models.DecimalField(decimal_places=2, max_digits=20)),
                ("exchange", models.DecimalField(decimal_places=2, max_digits=20)),
                ("closing", models.DecimalField(decimal_places=2, max_digits=20)),
                ("insurance", models.DecimalField(decimal_places=2, max_digits=20)),
                ("insurance_is_virtually_certain", models.BooleanField(default=False)),
                ("is_changed", models.BooleanField()),
                ("change_reason", models.TextField(blank=True)),
                ("is_exempt", models.BooleanField(default=False)),
                (
                    "nature",
                    models.TextField(
                        blank=True, verbose_name="general nature of the dispute"
                    ),
                ),
                ("exemption_reason", models.TextField(blank=True)),
                ("exemption_is_approved", models.BooleanField(default=False)),
                ("prepared_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assumptions",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.contingency",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "overridden_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.contingency",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.risk",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contingency",
                "verbose_name_plural": "historical contingencies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCase_risks",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.case",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="risks.historicalcase",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="risks.risk",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCase_risks",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="contingency",
            name="risk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contingencies",
                to="risks.risk",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="risks",
            field=models.ManyToManyField(
                blank=True, related_name="cases", to="risks.risk"
            ),
        ),
        migrations.AddField(
            model_name="assumptions",
            name="risk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assumptions",
                to="risks.risk",
            ),
        ),
        migrations.CreateModel(
            name="RunShard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("members", models.JSONField()),
                ("claim_token", models.UUIDField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("priced", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("error", models.TextField(blank=True)),
                ("payload", models.BinaryField(null=True)),
                (
                    "recompute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shards",
                        to="risks.recompute",
                    ),
                ),
            ],
            options={
                "ordering": ("recompute", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recompute", "number"),
                        name="run_shard_number_is_one_within_its_recompute",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("hague", "Hague request, Rule 4(f)(1)"),
                            ("waiver", "Waiver, Rule 4(d)"),
                            ("court_4f3", "Court-ordered, Rule 4(f)(3)"),
                            ("personal", "Personal"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$", "Write a country as US, CN or HK."
                            )
                        ],
                    ),
                ),
                ("requested_on", models.DateField(verbose_name="requested or sent on")),
                (
                    "accepted_on",
                    models.DateField(
                        blank=True,
                        help_text="By the Central Authority; of a waiver, the day it came back.",
                        null=True,
                        verbose_name="accepted on",
                    ),
                ),
                (
                    "served_on",
                    models.DateField(
                        blank=True,
                        help_text="As the certificate states it: never its own date or its filing.",
                        null=True,
                    ),
                ),
                (
                    "certificate_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the certificate"
                    ),
                ),
                (
                    "filed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="certificate filed on"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="service_attempts",
                        to="risks.case",
                    ),
                ),
                (
                    "deadlines",
                    models.ManyToManyField(
                        editable=False,
                        related_name="service_attempts",
                        to="risks.deadline",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_attempts",
                        to="risks.party",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "requested_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("served_on__isnull", True),
                            ("served_on__gte", models.F("requested_on")),
                            _connector="OR",
                        ),
                        name="service_attempt_is_served_after_it_is_requested",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("served_on__isnull", True),
                            ("certificate_on__isnull", True),
                            ("certificate_on__gte", models.F("served_on")),
                            _connector="OR",
                        ),
                        name="service_attempt_is_certified_after_it_is_served",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=risks.access.models.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "offered_by",
                    models.CharField(
                        choices=[("ours", "We"), ("theirs", "The other side")],
                        max_length=6,
                        verbose_name="offered by",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "currency",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write a currency as USD, HKD or CNY."
                            )
                        ],
                    ),
                ),
                (
                    "made_on",
                    models.DateField(
                        help_text="Of an offer of judgment: the day of service."
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty for an offer of judgment: Rule 68 gives it 14 days.",
                        null=True,
                    ),
                ),
                (
                    "rule_68",
                    models.BooleanField(
                        default=False, verbose_name="offer of judgment (Rule 68)"
                    ),
                ),
                (
                    "trial_on",
                    models.DateField(
                        blank=True,
                        help_text="For an offer of judgment: as set when it was served.",
                        null=True,
                        verbose_name="trial date",
                    ),
                ),
                ("terms", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "privileged",
                    models.BooleanField(
                        default=True, help_text="Only counsel sees it."
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlement_offers",
                        to="risks.case",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement_offer",
                        to="risks.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "-made_on", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="settlement_offer_is_of_some_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True),
                            ("expires_on__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="settlement_offer_expires_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule_68", False),
                            ("trial_on__isnull", True),
                            (
                                "trial_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("made_on"),
                                    "+",
                                    models.Value(datetime.timedelta(days=14)),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="settlement_offer_of_judgment_is_14_days_before_trial",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("input_hash", risks.exposure.models.fields.Digest()),
                ("engine", models.CharField(max_length=20)),
                ("trials", models.PositiveIntegerField()),
                ("valuation_date", models.DateField()),
                ("computed_at", models.DateTimeField()),
                ("currency", models.CharField(max_length=3)),
                ("capacity", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p_positive", models.FloatField()),
                ("p_over_appetite", models.FloatField(null=True)),
                ("expected", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "standard_error",
                    models.DecimalField(decimal_places=2, max_digits=20),
                ),
                ("p50", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p90", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p95", models.DecimalField(decimal_places=2, max_digits=20)),
                ("p99", models.DecimalField(decimal_places=2, max_digits=20)),
                ("tvar95", models.DecimalField(decimal_places=2, max_digits=20)),
                ("tvar99", models.DecimalField(decimal_places=2, max_digits=20)),
                ("score", models.FloatField()),
                ("loss_hash", risks.exposure.models.fields.Digest()),
                ("change", models.TextField(blank=True)),
                (
                    "assumptions",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.basis",
                    ),
                ),
                (
                    "linked",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="risks.assumptions",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="risks.risk",
                    ),
                ),
            ],
            options={
                "ordering": ("-computed_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("risk", "input_hash"),
                        name="snapshot_is_one_for_each_risk_and_inputs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Spend",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("invoice", models.CharField(max_length=80)),
                ("date", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spend",
                        to="risks.budgetphase",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "spend",
                "ordering": ("phase", "date", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("phase", "invoice"),
                        name="spend_is_one_for_each_phase_and_invoice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("score", models.FloatField()),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("critical", "Critical"),
                            ("high", "High"),
                            ("moderate", "Moderate"),
                            ("low", "Low"),
                            ("minimal", "Minimal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("exceedance", models.JSONField(default=list)),
                ("intervals", models.JSONField(default=dict)),
                (
                    "risk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing",
                        to="risks.risk",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="risks.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ("-score", "risk"),
            },
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("docket", models.PositiveBigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("swept_at", models.DateTimeField(blank=True, null=True)),
                ("modified_after", models.DateTimeField(blank=True, null=True)),
                ("next_page", models.CharField(blank=True, max_length=2000)),
                ("newest", models.DateTimeField(blank=True, null=True)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=500)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sweep",
                        to="risks.case",
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event__isnull", False)),
                fields=("event", "rule_id"),
                name="deadline_is_one_for_each_event_and_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="contingency",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("corrects__isnull", True),
                    models.Q(("status", "returned"), _negated=True),
                ),
                fields=("risk", "reporting_date"),
                name="contingency_is_prepared_once_for_each_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="assumptions",
            constraint=models.UniqueConstraint(
                fields=("risk", "number"),
                name="assumptions_have_one_version_of_each_number",
            ),
        ),
    ]
