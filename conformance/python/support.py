"""What all families share: configuration, the SDK client, steps, and the reading of answers."""
import json
import os
import random
import time
import uuid

import lark_oapi as lark
from lark_oapi.api.authen import v1 as authen

# Ids of the right shape that name nothing.
NO_USER = "ou_" + "0" * 32
NO_DEPARTMENT = "od-" + "0" * 32
NO_DOCUMENT = "doxcnNoSuchDocument00000000"
NO_APP = "cli_ffffffffffffffff"
NO_NUMBER = "7000000000000000001"  # device and rule ids are decimal numbers

ENVIRONMENT = {
    "base_url": "FEISHU_BASE_URL",
    "app_id": "FEISHU_APP_ID",
    "app_secret": "FEISHU_APP_SECRET",
    "docx_token": "FEISHU_DOCX_TOKEN",
    "device_id": "FEISHU_DEVICE_ID",
    "performance_group_id": "FEISHU_PERFORMANCE_GROUP_ID",
    "performance_closed_group_id": "FEISHU_PERFORMANCE_CLOSED_GROUP_ID",
    "target_app_id": "FEISHU_TARGET_APP_ID",
    "user_access_token": "FEISHU_USER_ACCESS_TOKEN",
    "user_open_id": "FEISHU_USER_OPEN_ID",
    "auth_code": "FEISHU_AUTH_CODE",
}


def load_config():
    """The fixture file's keys; environment variables win."""
    config = {}
    path = os.environ.get("FEISHU_FIXTURE")
    if path:
        with open(path, encoding="utf-8") as file:
            config.update(json.load(file))
    for key, name in ENVIRONMENT.items():
        if os.environ.get(name):
            config[key] = os.environ[name]
    if os.environ.get("FEISHU_USERS"):
        config["users"] = [user.strip() for user in os.environ["FEISHU_USERS"].split(",") if user.strip()]
    return config


class Failed(Exception):
    """A step that did not go as it should."""

    def __init__(self, code, msg):
        super().__init__(f"{code} {msg}")


def call(response):
    """Turns an SDK response into its data, or raises with code and msg."""
    if not response.success():
        raise Failed(response.code, response.msg)
    return getattr(response, "data", None)


def refused(response, code):
    """The call must have been refused with that very code."""
    if response.code == 0:
        raise Failed(0, f"was accepted, should have been refused with {code}")
    if response.code != code:
        raise Failed(response.code, f"expected {code}, got: {response.msg}")


def check(condition, text):
    if not condition:
        raise Failed(0, text)


def equal(got, expected, what="answer"):
    check(got == expected, f"{what} is {got!r}, not {expected!r}")


def has(collection, item, present=True):
    check((item in collection) == present, f"{item} {'missing from' if present else 'still in'} {collection}")


def pages(request_for, pick):
    """Every entry of a paged list; `request_for(token)` answers one page."""
    found, token = [], None
    for _ in range(200):
        data = call(request_for(token))
        found += pick(data) or []
        if not data.has_more:
            return found
        check(data.page_token, "has_more without page_token")
        token = data.page_token
    raise Failed(0, "paging does not end")


def unique(prefix):
    return f"{prefix}-{int(time.time())}-{uuid.uuid4().hex[:6]}"


def unique_mobile():
    return f"+86139{random.randrange(10**8):08d}"


class Suite:
    """One run: the configuration, the client, and how many steps passed and failed."""

    def __init__(self, config):
        self.config = config
        self.passed = self.failed = 0
        self.client = (lark.Client.builder().app_id(config["app_id"]).app_secret(config["app_secret"])
                       .domain(config["base_url"].rstrip("/")).enable_set_token(True)
                       .log_level(lark.LogLevel.ERROR).build())

    def step(self, name, action, *needs):
        """Runs one step; one whose inputs an earlier step did not deliver counts as failed."""
        try:
            if any(need is None for need in needs):
                raise Failed("-", "an earlier step gave nothing to work on")
            result = action()
            self.passed += 1
            print(f"ok {name}", flush=True)
            return True if result is None else result
        except Failed as failure:
            self.report(name, failure)
        except Exception as error:  # SDK or transport error
            self.report(name, f"{getattr(error, 'code', '-')} {type(error).__name__}: {error}")
        return None

    def report(self, name, text):
        self.failed += 1
        print(f"FAIL {name}: {text}", flush=True)

    def user_option(self):
        """The request option for calls that take a user token only."""
        if not self.config.get("user_access_token") and self.config.get("auth_code"):
            body = (authen.CreateOidcAccessTokenRequestBody.builder()
                    .grant_type("authorization_code").code(self.config["auth_code"]).build())
            request = authen.CreateOidcAccessTokenRequest.builder().request_body(body).build()
            answer = call(self.client.authen.v1.oidc_access_token.create(request))
            self.config["user_access_token"] = answer.access_token
        if not self.config.get("user_access_token"):
            raise Failed("-", "set FEISHU_USER_ACCESS_TOKEN or FEISHU_AUTH_CODE")
        return user_token_option(self.config["user_access_token"])


def user_token_option(token):
    return lark.RequestOption.builder().user_access_token(token).build()
