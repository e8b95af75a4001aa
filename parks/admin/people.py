"""Who may enter, in the common look. Which roles there are comes with its own pages."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from parks.admin.base import NoDelete, Page

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(NoDelete, PlainUserAdmin, Page):
    """People. Who has left is made inactive: what they did keeps their name."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "last_name", "first_name", "email", "is_staff", "is_active", "last_login")


@admin.register(Group)
class GroupAdmin(PlainGroupAdmin, Page):
    """Sets of permissions."""
