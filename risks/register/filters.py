"""Filters of the risk register."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from risks.access.models import Person
from risks.register.models import Risk


def owners(request: HttpRequest) -> QuerySet[Person]:
    """Owners of what this person sees: a list of all would count the hidden."""
    seen = Risk.objects.visible_to(request.user)
    owner: QuerySet[Person] = Person.objects.filter(owned_risks__in=seen)
    return owner.distinct().order_by("first_name", "username")


class RiskFilter(FilterSet):
    # Nothing here reads a figure: a privileged score must not answer a filter.
    q = CharFilter(method="containing", label=_("Search"), max_length=200)
    kind = ChoiceFilter(
        choices=Risk.Kind.choices, label=_("Kind"), empty_label=_("All")
    )
    status = ChoiceFilter(
        choices=Risk.Status.choices, label=_("Status"), empty_label=_("All")
    )
    owner = ModelChoiceFilter(
        queryset=owners, label=_("Owner"), empty_label=_("Anyone")
    )

    class Meta:
        model = Risk
        fields = ("q", "kind", "status", "owner")

    def containing(
        self, rows: QuerySet[Risk], _name: str, words: str
    ) -> QuerySet[Risk]:
        found = Q()
        for word in words.split():
            found &= (
                Q(code__icontains=word)
                | Q(title__icontains=word)
                | Q(title_zh__icontains=word)
                | Q(description__icontains=word)
            )
        return rows.filter(found)
