"""Portals are told when an enquiry of theirs stands otherwise (see `investors.notice_triggers`)."""

from django.db import migrations

from investors import notice_triggers


class Migration(migrations.Migration):
    dependencies = [("investors", "0013_enquiries_of_partners"), ("partners", "0003_notices")]
    operations = [migrations.RunPython(notice_triggers.install, notice_triggers.remove)]
