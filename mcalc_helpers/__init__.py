"""Derive, check and draw the derivatives of plain NumPy functions.

The helper package of the interactive companion to "The Matrix Calculus You Need For Deep Learning".
Everything is in numerator layout: rows are outputs, columns are inputs, and a gradient is a row.

Importing the package is cheap: each name is loaded on first use. The table of public names, and the module each
one comes from, is ``__init__.pyi`` beside this file.
"""

import lazy_loader as lazy

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy.attach_stub(__name__, __file__)
