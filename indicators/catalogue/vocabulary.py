"""Which kinds of indicators are there, and by which rules do they combine? The codes of contract.md."""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class Kind(Codes):
    FLOW = "flow", _("events or amounts in a period")
    STOCK = "stock", _("count at a date")
    SHARE = "share", _("share (part of a whole)")
    MEAN = "mean", _("mean score")
    DISTINCT = "distinct", _("distinct people")
    MEDIAN = "median", _("median")
    QUANTILE = "quantile", _("quantile")
    INDEX = "index", _("index")
    UNION = "union", _("at least one of several")
    STATE = "state", _("yes or no")
    RUNNING_TOTAL = "running_total", _("running total")
    MINIMUM = "minimum", _("smallest")
    MAXIMUM = "maximum", _("largest")
    MONEY = "money", _("money")


class TimeRule(Codes):
    SUM = "sum", _("added up over time")
    LATEST = "latest", _("the latest value")
    MEAN = "mean", _("mean over time")
    MIN = "min", _("smallest over time")
    MAX = "max", _("largest over time")
    RATIO = "ratio", _("parts added, then divided")
    NONE = "none", _("not combined over time")


class PlaceRule(Codes):
    SUM = "sum", _("added up over places")
    RATIO = "ratio", _("parts added over places, then divided")
    MEAN = "mean", _("mean over places, weighted by count")
    MIN = "min", _("smallest of the places")
    MAX = "max", _("largest of the places")
    NONE = "none", _("not combined over places")


class CategoryRule(Codes):
    SUM = "sum", _("added up over categories")
    RATIO = "ratio", _("parts added over categories, then divided")
    NONE = "none", _("not combined over categories")


class Level(Codes):
    POPULATION = "population", _("everybody in a place")
    CLIENT = "client", _("people an action reached")
    PROCESS = "process", _("how the coalition works")


class Direction(Codes):
    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    NEITHER = "neither", _("neither is better")


class Frequency(Codes):
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")
    SCHOOL_YEAR = "school_year", _("every school year")


class Method(Codes):
    """How small counts of people are protected when they become public."""

    ROUND = "round", _("rounded to 5, small counts hidden")
    SUPPRESS = "suppress", _("small cells hidden, totals exact")
    OPEN = "open", _("not about people: shown as it is")
