"""Papers of a project, attached as files."""

from django.db import models

from investors.models.projects import Project
from parks.models.files import AttachedFile


class ProjectFile(AttachedFile):
    """A paper of a project. Which papers a case needs is the table `investors.papers`."""

    class Paper(models.TextChoices):
        PROPOSAL = "proposal", "đề xuất dự án đầu tư"
        REQUEST = "request", "văn bản đề nghị thực hiện dự án"
        LEGAL_STATUS = "legal_status", "giấy tờ tư cách pháp lý của nhà đầu tư"
        FINANCE = "finance", "tài liệu chứng minh năng lực tài chính"
        LAND_NEED = "land_need", "đề xuất nhu cầu sử dụng đất"
        TECHNOLOGY = "technology", "giải trình về công nghệ"
        ENVIRONMENT = "environment", "đánh giá sơ bộ tác động môi trường"
        INCENTIVES = "incentives", "căn cứ đề nghị ưu đãi"
        CERTIFICATE = "certificate", "giấy chứng nhận, giấy phép đã có"
        LETTER = "letter", "thư, công văn trao đổi"
        OTHER = "other", "giấy tờ khác"

    project = models.ForeignKey(Project, models.PROTECT, related_name="files", verbose_name="dự án")
    paper = models.CharField("giấy tờ", max_length=12, choices=Paper)

    class Meta:
        verbose_name = "tệp của hồ sơ"
        verbose_name_plural = "tệp của hồ sơ"
        ordering = ("project", "paper", "uploaded_at", "id")
