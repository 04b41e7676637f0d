"""Python names as mathematics: ``x1`` is x with subscript 1, a vector is bold, ``w_hat`` has a hat."""

import re

from mcalc_helpers.shapes import Shape

_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi"
    "|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
# How Python programmers shorten them: lambda is a word of the language.
_SHORTENED = {"lam": "lambda", "eps": "epsilon"}
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot"}


def name_latex(name: str, shape: Shape = ()) -> str:
    r"""Write a Python name as LaTeX: scalars italic, vectors bold, matrices plain italic.

    Parameters
    ----------
    name : str
        A Python identifier.
    shape : tuple
        The shape of what it names.

    Examples
    --------
    >>> print(name_latex("x"), name_latex("x", ("n",)), name_latex("u1", ("n",)), name_latex("loss"))
    x \mathbf{x} \mathbf{u}_{1} \mathit{loss}
    >>> print(name_latex("w_hat", ("n",)), name_latex("sigma_2"))
    \hat{\mathbf{w}} \sigma_{2}
    """
    match = re.fullmatch(r"_*([A-Za-z]+?)_?(\d*)", name)
    if match:
        letters, digits = match.groups()
        return _letters(letters, shape) + (f"_{{{digits}}}" if digits else "")
    head, _, tail = name.strip("_").partition("_")
    if tail in _ACCENTS:
        return f"{_ACCENTS[tail]}{{{name_latex(head, shape)}}}"
    if head and tail:
        return f"{_letters(head, shape)}_{{{_subscript(tail)}}}"
    return rf"\mathit{{{_escaped(name)}}}"


def _letters(letters: str, shape: Shape) -> str:
    vector = len(shape) == 1
    letters = _SHORTENED.get(letters, letters)
    if _GREEK.fullmatch(letters):
        return rf"\boldsymbol{{\{letters}}}" if vector else rf"\{letters}"
    if len(letters) == 1:
        return rf"\mathbf{{{letters}}}" if vector else letters
    return rf"\mathbf{{{letters}}}" if vector else rf"\mathit{{{letters}}}"


def _subscript(text: str) -> str:
    return text if len(text) == 1 or text.isdigit() else rf"\mathrm{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    return text.replace("_", r"\_")
