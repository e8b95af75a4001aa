"""What stands where the words of a person were. The triggers know it: a record may change into it alone."""

ERASED = "(đã xóa dữ liệu cá nhân)"
