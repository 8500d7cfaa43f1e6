#!/usr/bin/env python3
"""Writes the fixture JSON the conformance programs need, from a running menjin with controls on.

    FEISHU_BASE_URL=http://127.0.0.1:8686 FEISHU_APP_ID=... FEISHU_APP_SECRET=... python3 prepare.py > fixture.json

Makes a fresh document owned by the calling app, picks three people who are not collaborators of the
app, a device, one people group that takes API writes and one that does not, and issues a user token
for the first of the three. Standard library only. Exits 2, saying what is missing, when the server's
data does not suffice or the server refuses.
"""
import json
import os
import sys
import urllib.error
import urllib.request


def stop(what):
    print("prepare: " + what, file=sys.stderr)
    sys.exit(2)


def need(condition, what):
    if not condition:
        stop(what)


def setting(name):
    value = os.environ.get(name)
    need(value, name + " is not set")
    return value


BASE = setting("FEISHU_BASE_URL").rstrip("/")
APP_ID = setting("FEISHU_APP_ID")
SECRET = setting("FEISHU_APP_SECRET")


def call(method, path, body=None, token=None):
    """One request; its answer as JSON, whatever the status was."""
    request = urllib.request.Request(BASE + path, method=method)
    data = None
    if body is not None:
        data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json; charset=utf-8")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, data, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        stop(f"{method} {path}: HTTP {refusal.code} {refusal.read(500).decode('utf-8', 'replace')}")
    except OSError as failure:
        stop(f"{method} {path}: {failure}")


def api(method, path, body=None, token=None):
    """One call of the platform's API; its `data`."""
    answer = call(method, "/open-apis" + path, body, token)
    need(answer.get("code") == 0, f"{method} {path}: {answer.get('code')} {answer.get('msg')}")
    return answer.get("data") or {}


def main():
    directory = call("GET", "/_menjin/v1/directory?app_id=" + APP_ID)
    token = call("POST", "/open-apis/auth/v3/tenant_access_token/internal",
                 {"app_id": APP_ID, "app_secret": SECRET}).get("tenant_access_token")
    need(token, "the server gives this app no tenant token")

    document = api("POST", "/docx/v1/documents", {"title": "conformance"}, token)["document"]
    listed = api("GET", f"/application/v6/applications/{APP_ID}/collaborators", token=token)
    taken = {one.get("user_id") for one in listed.get("collaborators") or []}
    people = [user for user in directory["users"] if user["open_id"] not in taken][:3]
    need(len(people) == 3, "fewer than three people who are not collaborators of the app")
    need(directory["devices"], "no device")
    open_groups = [group for group in directory["review_groups"] if group.get("api_import", True)]
    closed_groups = [group for group in directory["review_groups"] if not group.get("api_import", True)]
    need(open_groups, "no people group that takes API writes")
    need(closed_groups, "no people group that takes no API writes")
    user_token = call("POST", "/_menjin/v1/user_tokens", {"app_id": APP_ID, "user_id": people[0]["user_id"]})

    json.dump({
        "base_url": BASE, "app_id": APP_ID, "app_secret": SECRET,
        "users": [user["open_id"] for user in people],
        "docx_token": document["document_id"],
        "device_id": directory["devices"][0]["id"],
        "performance_group_id": open_groups[0]["group_id"],
        "performance_closed_group_id": closed_groups[0]["group_id"],
        "target_app_id": APP_ID,
        "user_access_token": user_token["user_access_token"],
        "user_open_id": people[0]["open_id"],
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
