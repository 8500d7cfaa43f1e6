#!/usr/bin/env python3
"""Drives full life cycles with the official Python SDK: `python lifecycle.py [FAMILY...]`.

Configuration and meaning of the steps: see ../README.md. Prints one line per step, `ok NAME` or
`FAIL NAME: CODE MSG`, then `N passed, M failed`; exits 1 when a step failed, 2 when the
configuration is incomplete.
"""
import sys

from families import apps, directory, docs, doors, groups, identity, performance
from support import Suite, load_config

# Family name -> (what runs it, the settings it needs).
FAMILIES = {
    "identity": (identity.run, []),
    "groups": (groups.run, ["users"]),
    "directory": (directory.run, []),
    "docs": (docs.run, ["users", "docx_token"]),
    "apps": (apps.run, ["users", "target_app_id"]),
    "doors": (doors.run, ["users", "device_id"]),
    "performance": (performance.run, ["users", "performance_group_id", "performance_closed_group_id"]),
}


def complaint(chosen, config):
    """What is wrong with the choice or the configuration, or None."""
    unknown = [name for name in chosen if name not in FAMILIES]
    needed = {"base_url", "app_id", "app_secret"}
    for name in chosen:
        needed.update(FAMILIES.get(name, (None, []))[1])
    missing = sorted(key for key in needed if not config.get(key))
    if unknown or missing:
        return f"unknown families: {unknown}; missing settings: {missing}"
    if "users" in needed and len(config["users"]) < 3:
        return "at least three users are needed"
    return None


def main():
    config = load_config()
    chosen = sys.argv[1:] or list(FAMILIES)
    wrong = complaint(chosen, config)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    suite = Suite(config)
    for name in chosen:
        FAMILIES[name][0](suite)
    print(f"{suite.passed} passed, {suite.failed} failed")
    return 1 if suite.failed else 0


if __name__ == "__main__":
    sys.exit(main())
