"""Writers: the same formulas as LaTeX, NumPy source, SymPy components and JavaScript."""
