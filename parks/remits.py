"""Whether a person may change a site. A permission says what one may do; a remit, at which sites."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from parks.models import Remit, Site

OUTSIDE = "Khu, cụm này ngoài phạm vi phụ trách của anh/chị."


def sites_within(user: User | AnonymousUser) -> QuerySet[Site]:
    """Return the sites that a person may change: by the person's own remits, or else by those of the groups."""
    sites = Site.objects.all()
    if user.is_superuser:
        return sites
    if not user.is_active or user.pk is None:
        return sites.none()
    own = list(Remit.objects.filter(user=user))
    remits = own or list(Remit.objects.filter(group__user=user))
    allowed = Q(pk__in=())
    for remit in remits:
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
    return user.is_superuser or sites_within(user).filter(pk=site.pk).exists()


def require_remit(user: User | None, site: Site) -> None:
    """Refuse, beside the field `site`, what is outside a person's remit. Nobody (None) is the system itself."""
    if user is not None and not may_change_site(user, site):
        raise ValidationError({"site": [OUTSIDE]}, code="outside_remit")
