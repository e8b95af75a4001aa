"""Who may enter, in which roles, at which sites. An administrator gives roles; nobody gives more than a role by hand.

A superuser may do everything. Any other person who manages accounts makes people and puts them into groups, but
touches no superuser's account, makes nobody one, gives no single permissions, and changes not their own roles.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from unfold.admin import TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from parks.admin.base import FoldedFew, NoDelete, Page
from parks.admin.logged import Logged
from parks.admin.places import place_filter
from parks.models import Remit, Site
from parks.text import search_key

ACTS = {"view": "xem", "add": "thêm", "change": "sửa", "delete": "xóa"}
# Permissions on these mean something at the desk; those on kept versions and sessions do not.
APPS = ("auth", "axes", "parks", "partners", "investors", "matching")
UNUSED = ("permission", "accessattemptexpiration")

admin.site.unregister(User)
admin.site.unregister(Group)


def in_words(permission: Permission) -> str:
    """Return a permission as it is read: what kind of record, and which act."""
    model = permission.content_type.model_class()
    kind = str(model._meta.verbose_name) if model else permission.content_type.model
    act = permission.codename.partition("_")[0]
    return f"{kind[:1].upper()}{kind[1:]}: {ACTS.get(act, permission.name)}"


def desk_permissions() -> QuerySet[Permission]:
    """Return the permissions that can be given."""
    known = Permission.objects.filter(content_type__app_label__in=APPS).select_related("content_type")
    unused = Q(content_type__model__startswith="historical") | Q(content_type__model__in=UNUSED)
    return known.exclude(unused)


def ticked(field: Any, permissions: QuerySet[Permission] | None = None) -> Any:
    """Return the field with a box to tick for each choice; permissions are named in words."""
    if permissions is not None:
        field.queryset = permissions
        field.label_from_instance = in_words
    field.widget = UnfoldAdminCheckboxSelectMultipleWidget()
    field.widget.choices, field.help_text = field.choices, ""
    return field


class EveryOrOne(BaseModelAdmin):  # type: ignore[type-arg]
    """Names what an empty choice of a remit means."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Say "every kind" and "every area" in place of a dash."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "kind":
            field.choices = [("", "mọi loại"), *Site.Kind.choices]
        if db_field.name == "planning_area":
            field.empty_label = "mọi vùng"
            field.help_text = ""
        return field


class RemitInline(EveryOrOne, TabularInline):
    """At which sites a person or a group may change anything."""

    model = Remit
    extra = 0
    hide_title = True
    fields = ("kind", "planning_area")
    verbose_name_plural = "phạm vi phụ trách (không ghi: theo nhóm; nhóm không ghi: không sửa khu, cụm nào)"


class OwnRemitInline(RemitInline):
    """The remits on a person's page: not for the person's own hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not _own(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _own(request, obj)


def _own(request: HttpRequest, person: Any) -> bool:
    return person == request.user and not request.user.is_superuser


@admin.register(User)
class UserAdmin(Logged, FoldedFew, NoDelete, PlainUserAdmin, Page):
    """People. Who has left is made inactive: what they did keeps their name."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "last_name", "first_name", "email", "is_staff", "is_active", "last_login")
    inlines = (OwnRemitInline,)
    filter_horizontal = ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave the accounts of superusers to superusers."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what only a superuser gives."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return fieldsets
        kept = {"is_superuser", "user_permissions"}
        return [
            (title, {**options, "fields": tuple(each for each in options["fields"] if each not in kept)})
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nobody who is no superuser change their own roles."""
        own = ("is_active", "is_staff", "groups") if _own(request, obj) else ()
        return (*super().get_readonly_fields(request, obj), *own)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the remits of a person who is there; a new one has only a name and a password."""
        return self.inlines if obj else ()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer boxes to tick; name permissions in words."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return ticked(field, desk_permissions() if db_field.name == "user_permissions" else None)


@admin.register(Group)
class GroupAdmin(Logged, FoldedFew, PlainGroupAdmin, Page):
    """Roles: sets of permissions, and at which sites they hold. `manage.py make_roles` writes the ready ones."""

    inlines = (RemitInline,)
    filter_horizontal = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what a role may do in words where it is not to be changed."""
        return ("name", "granted") if obj and not request.user.is_superuser else ("name", "permissions")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave what a role may do, and its name, to superusers."""
        return ("name", "granted") if obj and not request.user.is_superuser else ()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name permissions in words; who is no superuser gives a new role no more than they have themselves."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        given = desk_permissions()
        if not request.user.is_superuser:
            mine = Q(group__user=request.user) | Q(user=request.user)
            given = given.filter(pk__in=Permission.objects.filter(mine).values("pk"))
        return ticked(field, given)

    @admin.display(description="Quyền")
    def granted(self, group: Group) -> str:
        """Return what the members of a role may do, a line each."""
        acts: dict[str, list[str]] = {}
        for permission in desk_permissions().filter(group=group):
            kind, _, act = in_words(permission).partition(": ")
            acts.setdefault(kind, []).append(act)
        order = [*ACTS.values()]
        lines = (
            (kind, ", ".join(sorted(acts[kind], key=lambda act: order.index(act) if act in order else 9)))
            for kind in sorted(acts, key=search_key)
        )
        return format_html_join("", "<div>{}: {}</div>", lines) or "chưa có quyền nào"


@admin.register(Remit)
class RemitAdmin(Logged, EveryOrOne, Page):
    """Every remit in one list: who may change what, where."""

    list_display = ("holder", "kind_said", "area_said")
    list_filter = ("kind", "planning_area", place_filter(areas="planning_area"))
    list_select_related = ("user", "group", "planning_area")
    fields = (("user", "group"), ("kind", "planning_area"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody who is no superuser change their own remit."""
        return super().has_change_permission(request, obj) and not (obj and _own(request, obj.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody who is no superuser give up or widen their own remit by taking a row away."""
        return super().has_delete_permission(request, obj) and not (obj and _own(request, obj.user))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer everybody but oneself."""
        if db_field.name == "user":
            people = User.objects.filter(is_staff=True, is_active=True).order_by("username")
            kwargs["queryset"] = people if request.user.is_superuser else people.exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_actions(self, request: HttpRequest) -> Any:
        """Take rows away one by one, each on its own page."""
        return {}

    @admin.display(description="Người hoặc nhóm", ordering="group__name")
    def holder(self, remit: Remit) -> str:
        return str(remit.user or remit.group)

    @admin.display(description="Loại", ordering="kind")
    def kind_said(self, remit: Remit) -> str:
        return remit.get_kind_display() or "mọi loại"

    @admin.display(description="Vùng quy hoạch", ordering="planning_area")
    def area_said(self, remit: Remit) -> str:
        return str(remit.planning_area or "mọi vùng")
