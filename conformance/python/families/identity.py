"""Who the user token belongs to."""
from lark_oapi.api.authen import v1 as authen

from support import call, check, equal, refused, user_token_option


def run(suite):
    api = suite.client.authen.v1.user_info
    request = authen.GetUserInfoRequest.builder().build()

    def user_info():
        person = call(api.get(request, suite.user_option()))
        check(person.name, "no name in the answer")
        check((person.open_id or "").startswith("ou_"), f"open_id is {person.open_id!r}")
        if suite.config.get("user_open_id"):
            equal(person.open_id, suite.config["user_open_id"], "open_id")

    token = suite.step("user_token", lambda: bool(suite.user_option()))
    suite.step("authen.user_info", user_info, token)
    suite.step("authen.user_info.unknown_token", lambda: refused(
        api.get(request, user_token_option("u-nobody-was-given-this-token")), 99991668))
