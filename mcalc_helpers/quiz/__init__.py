"""Questions that know why an answer is wrong.

A `Question` is data. From its function come the right answer, the worked solution and the typical wrong answers, and
from these one sheet that page and notebook judge by the same script.
"""
