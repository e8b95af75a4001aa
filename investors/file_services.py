"""Papers of a case: attached and removed by those who may see the case. Each act is one transaction."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from investors.models import Project, ProjectFile
from investors.visibility import may_see
from parks.files import attach, mark_removed


@transaction.atomic
def attach_to_project(*, project: Project, paper: str, upload: UploadedFile, user: User) -> ProjectFile:
    """Attach a file as one of the papers of a case."""
    _require_case(project, user)
    row = ProjectFile(project=project, paper=paper)
    return attach(row, upload, user, ProjectFile.objects.filter(project=project, paper=paper))


@transaction.atomic
def remove_from_project(*, file: ProjectFile, user: User) -> ProjectFile:
    """Take a file off the papers of a case."""
    _require_case(file.project, user)
    return mark_removed(file, user)


def _require_case(project: Project, user: User) -> None:
    if not may_see(user, project):
        raise ValidationError(
            "Dự án của nhà đầu tư cần giữ kín: chỉ tổ hồ sơ đính kèm, gỡ tệp được.", code="confidential"
        )
