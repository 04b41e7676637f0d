"""The pages that have questions: prefix of the ids, page, title; and links to their headings."""

CHAPTERS: dict[str, tuple[str, str]] = {
    "start": ("is-this-for-me", "Is this for me?"),
    "neuron": ("one-neuron", "One neuron"),
    "scalar": ("scalar-rules", "Scalar derivative rules"),
    "partials": ("partials-and-gradients", "Partial derivatives and the gradient"),
    "jacobian": ("jacobian", "The Jacobian"),
    "elementwise": ("element-wise", "Element-wise operations"),
    "expansion": ("scalar-expansion", "Scalar expansion"),
    "sum": ("sum-reduction", "Sum reduction"),
    "chain": ("single-variable-chain-rule", "The single-variable chain rule"),
    "total": ("total-derivative", "The total derivative"),
    "vectorchain": ("vector-chain-rule", "The vector chain rule"),
    "activation": ("neuron-gradient", "The gradient of a neuron"),
    "loss": ("loss-gradient", "The gradient of the loss"),
}
TITLES: dict[str, str] = dict(CHAPTERS.values())


def link(read: str) -> dict[str, str]:
    """Return where to read as the address and the text of a link.

    Parameters
    ----------
    read : str
        A page, or a page and one of its headings as it is written there, ``"page#Heading"``.

    Examples
    --------
    >>> link("jacobian#Only the diagonal")
    {'see': 'jacobian.html#only-the-diagonal', 'seeTitle': 'The Jacobian, “Only the diagonal”'}
    >>> link("jacobian")
    {'see': 'jacobian.html', 'seeTitle': 'The Jacobian'}
    """
    page, _, heading = read.partition("#")
    if not heading:
        return {"see": f"{page}.html", "seeTitle": TITLES[page]}
    return {"see": f"{page}.html#{anchor(heading)}", "seeTitle": f"{TITLES[page]}, “{heading}”"}


def anchor(heading: str) -> str:
    """Return the address of a heading within its page, as the book's builder makes it.

    Examples
    --------
    >>> anchor("A sum's factors kept for a product")
    'a-sum-s-factors-kept-for-a-product'
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in heading.lower())
    return "-".join(kept.split())
