"""Numbers in templates, as Vietnamese print them."""

from django import template

from parks.numbers import number

register = template.Library()
register.filter("number", number)
