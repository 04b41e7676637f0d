"""Numbers as one writes them: whole, as a short fraction, or as a decimal."""

from fractions import Fraction

# Halves to fifths are written as fractions in a formula, and so is what no decimal equals, up to this denominator.
SIMPLE_DENOMINATOR = 5
_LONGEST_DENOMINATOR = 10**6


def is_decimal(value: Fraction) -> bool:
    """Tell whether a number is best written as a decimal: it equals a short one, or its fraction would be long.

    Examples
    --------
    >>> is_decimal(Fraction("0.01")), is_decimal(Fraction(1, 3)), is_decimal(Fraction(2, 30_000_001))
    (True, False, True)
    """
    if value.denominator == 1:
        return False
    return value.denominator > _LONGEST_DENOMINATOR or Fraction(repr(float(value))) == value


def number_text(value: Fraction) -> str:
    """Write a number in plain text.

    Examples
    --------
    >>> number_text(Fraction(-3)), number_text(Fraction("0.01")), number_text(Fraction(1, 3))
    ('-3', '0.01', '1 / 3')
    """
    if is_decimal(value):
        return repr(float(value))
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator} / {value.denominator}"
