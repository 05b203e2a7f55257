"""Places on a flat map of Denmark, so that an index finds the nearest."""

from typing import Any

from django.db.models import FloatField, Func


class Spot(Func):
    """A place from degrees of longitude and latitude. A degree of longitude is as long here as 0.56 of latitude, as it is at 56 degrees north; that is
    good for the order of what is near, and a distance that is told is worked out on the sphere."""

    function = "point"
    arg_joiner = " * 0.56, "
    output_field: Any = FloatField()  # Django has no kind of field for it, and nobody reads it


class Away(Func):
    """How far two spots are from each other; in this order an index gives them."""

    template = "%(expressions)s"
    arg_joiner = " <-> "
    output_field: Any = FloatField()
