"""The figures in a real browser: on pages of their own and in JupyterLab."""
