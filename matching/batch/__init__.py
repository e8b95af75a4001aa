"""Many questions in one request, answered line by line in constant memory."""
