"""The pages that have questions: prefix of the ids, page, title."""

CHAPTERS: dict[str, tuple[str, str]] = {
    "start": ("is-this-for-me", "Is this for me?"),
    "neuron": ("one-neuron", "One neuron"),
    "scalar": ("scalar-rules", "Scalar derivative rules"),
    "partials": ("partials-and-gradients", "Partial derivatives and the gradient"),
    "jacobian": ("jacobian", "The Jacobian"),
    "elementwise": ("element-wise", "Element-wise operations"),
    "expansion": ("scalar-expansion", "Scalar expansion"),
    "sum": ("sum-reduction", "Sum reduction"),
    "chain": ("single-variable-chain-rule", "Single-variable chain rule"),
    "total": ("total-derivative", "Total derivative"),
    "vectorchain": ("vector-chain-rule", "Vector chain rule"),
    "activation": ("neuron-gradient", "Gradient of a neuron's activation"),
    "loss": ("loss-gradient", "Gradient of the loss"),
}
TITLES: dict[str, str] = dict(CHAPTERS.values())


def link(read: str) -> dict[str, str]:
    """Return where to read as the address and the text of a link.

    Examples
    --------
    >>> link("jacobian#only-the-diagonal")
    {'see': 'jacobian.html#only-the-diagonal', 'seeTitle': 'The Jacobian: only the diagonal'}
    >>> link("jacobian")
    {'see': 'jacobian.html', 'seeTitle': 'The Jacobian'}
    """
    page, _, heading = read.partition("#")
    title = TITLES[page]
    if not heading:
        return {"see": f"{page}.html", "seeTitle": title}
    return {"see": f"{page}.html#{heading}", "seeTitle": f"{title}: {heading.replace('-', ' ')}"}
