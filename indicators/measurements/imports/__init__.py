"""How do figures arrive in a file?"""

from indicators.measurements.imports.files import Answer, import_measurements
from indicators.measurements.imports.problems import Problem
from indicators.measurements.imports.words import say_problem

__all__ = ["Answer", "Problem", "import_measurements", "say_problem"]
