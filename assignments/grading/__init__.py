"""The course's own part of nbgrader: how submissions are received, run, judged, exported. See nbgrader_config.py."""
