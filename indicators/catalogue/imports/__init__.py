"""How do indicators arrive in a file?"""

from indicators.catalogue.imports.files import Loaded, load_indicators
from indicators.catalogue.imports.problems import Problem
from indicators.catalogue.imports.words import say_problem

__all__ = ["Loaded", "Problem", "load_indicators", "say_problem"]
