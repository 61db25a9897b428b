"""Rules that hold for every page of the admin."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from risks import models
from risks.access.models import Role
from risks.admin.scoped import ScopedAdmin
from tests.factories import make_person
from tests.web.world import client_of

ADMINS = dict(admin.site._registry)
READ_ONLY = (
    "snapshot currentexposure portfoliorun notification attempt alarm heartbeat "
    "disclosure docketquestion "
    "report contingency accountingpolicy authorisationforissue subsequentassumptions "
    "feedtoken event proposal delivery deadlinechange sweep plan "
    "reminderpolicy digest appetiteexcess subscription closure closurerow "
    "enteredrule listingprofile complianceobligation obligationperiod"
)


def test_every_model_of_ours_has_its_page() -> None:
    ours = {getattr(models, name) for name in models.__all__}

    assert set(ADMINS) == ours


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_each_page_stands_on_the_scoped_base(model: type[Model]) -> None:
    assert isinstance(ADMINS[model], ScopedAdmin)


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_each_page_lists_its_fields(model: type[Model]) -> None:
    page = ADMINS[model]

    assert page.fields or page.fieldsets


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_no_filter_lists_related_rows(model: type[Model]) -> None:
    """Such a filter offers every row of the other table, walled or not."""
    names = [str(name) for name in ADMINS[model].list_filter]

    assert not any(model._meta.get_field(name).is_relation for name in names)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_nothing_is_deleted(model: type[Model]) -> None:
    roles = list(Role)
    client = client_of(make_person("all", roles=roles))
    name = model._meta.model_name

    page = client.get(reverse(f"admin:risks_{name}_changelist"))
    delete = client.get(reverse(f"admin:risks_{name}_delete", args=[1]))

    assert page.status_code == 200
    assert "delete_selected" not in page.content.decode()
    assert delete.status_code in (302, 403)


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ_ONLY.split())
def test_results_and_records_are_not_written_by_hand(name: str) -> None:
    client = client_of(make_person("all", roles=list(Role)))

    answer = client.get(reverse(f"admin:risks_{name}_add"))

    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_a_superuser_without_a_role_sees_no_matter(model: type[Model]) -> None:
    root = make_person("root", roles=[], is_superuser=True)
    name = model._meta.model_name

    page = client_of(root).get(reverse(f"admin:risks_{name}_changelist"))

    assert page.status_code == 200
    if hasattr(model, "restricted_matter_path") or hasattr(model, "scope_path"):
        assert page.context["cl"].result_count == 0
