"""Measures how fast the service is: `make bench`. Nothing here is part of what is served."""
