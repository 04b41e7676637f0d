"""The hub's proxy, wide enough for a class: ``python deploy/hub/proxy.py``, with the proxy's own options.

As it comes it passes on ten requests at a time, and gives up on each after 20 seconds: too few when a class submits in
the same minute, too early for a teacher who grades from the browser. And it writes a line for each request, which the
servers do themselves.
"""

import logging

from configurable_http_proxy.cli import main
from tornado.httpclient import AsyncHTTPClient

if __name__ == "__main__":
    logging.disable(logging.INFO)
    AsyncHTTPClient.configure(None, max_clients=1000, defaults={"request_timeout": 3600.0})
    main()
