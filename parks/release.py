"""The version of the service and of its API: additive changes raise the second number, a break the first."""

VERSION = "1.0.0"
