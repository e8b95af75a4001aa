"""The shape of the answers, for the OpenAPI document. Answers are built by `matching.records`; a test compares."""
