"""Whether a person may change a site. A permission says what one may do; a remit, at which sites."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from parks.models import PlanningArea, Remit, Site

OUTSIDE = "Khu, cụm này ngoài phạm vi phụ trách của anh/chị."
OUTSIDE_AREA = "Định hướng cho cả vùng này cần phạm vi phụ trách mọi loại khu, cụm của vùng."


def sites_within(user: User | AnonymousUser) -> QuerySet[Site]:
    """Return the sites that a person may change: by the person's own remits, or else by those of the groups."""
    sites = Site.objects.all()
    if _everywhere(user):
        return sites
    allowed = Q(pk__in=())
    for remit in _remits(user):
        within = Q()
        if remit.kind:
            within &= Q(kind=remit.kind)
        if remit.planning_area_id:
            within &= Q(planning_area=remit.planning_area_id)
        if not within:
            return sites
        allowed |= within
    return sites.filter(allowed)


def may_change_site(user: User | AnonymousUser, site: Site) -> bool:
    """Tell whether a site is within a person's remit."""
    return _everywhere(user) or sites_within(user).filter(pk=site.pk).exists()


def may_change_area(user: User | AnonymousUser, area: PlanningArea) -> bool:
    """Tell whether every kind of site of a planning area is within a person's remit."""
    if _everywhere(user):
        return True
    kinds = {remit.kind for remit in _remits(user) if remit.planning_area_id in (None, area.pk)}
    return "" in kinds or kinds >= set(Site.Kind.values)


def require_remit(user: User | None, site: Site) -> None:
    """Refuse, beside the field `site`, what is outside a person's remit. Nobody (None) is the system itself."""
    if user is not None and not may_change_site(user, site):
        raise ValidationError({"site": [OUTSIDE]}, code="outside_remit")


def require_remit_of_area(user: User | None, area: PlanningArea) -> None:
    """Refuse, beside the field `planning_area`, what concerns sites outside a person's remit."""
    if user is not None and not may_change_area(user, area):
        raise ValidationError({"planning_area": [OUTSIDE_AREA]}, code="outside_remit")


def _everywhere(user: User | AnonymousUser) -> bool:
    return user.is_superuser and user.is_active


def _remits(user: User | AnonymousUser) -> list[Remit]:
    if not user.is_active or user.pk is None:
        return []
    return list(Remit.objects.filter(user=user.pk)) or list(Remit.objects.filter(group__user=user.pk))
