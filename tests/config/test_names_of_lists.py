"""Lists are named by words that stand after a number: the counter of a list says "40 lần giới thiệu địa điểm"."""

from django.apps import apps

OURS = ("parks", "investors", "matching", "partners")


def test_no_name_of_a_list_begins_with_a_plural_word() -> None:
    names = [
        str(model._meta.verbose_name_plural)
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    ]
    assert names
    assert not [name for name in names if name.startswith(("các ", "những "))]
