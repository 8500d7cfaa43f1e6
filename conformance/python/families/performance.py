"""Members of a people group of performance reviews (performance v2)."""
from lark_oapi.api.performance import v2 as performance

from support import NO_USER, call, equal, refused, unique


def run(suite):
    step, users = suite.step, suite.config["users"]
    group, closed_group = suite.config["performance_group_id"], suite.config["performance_closed_group_id"]

    def write(client_token, ids, group_id=group):
        body = (performance.WriteUserGroupUserRelRequestBody.builder()
                .group_id(group_id).scope_visible_setting(1).user_ids(ids).build())
        return suite.client.performance.v2.user_group_user_rel.write(
            performance.WriteUserGroupUserRelRequest.builder()
            .client_token(client_token).user_id_type("open_id").request_body(body).build())

    def written(client_token, ids, expected, failures):
        result = call(write(client_token, ids)).data
        equal(sorted(result.success_user_ids or []), sorted(expected), "success_user_ids")
        equal([(one.user_id, one.fail_code) for one in result.fail_user_datas or []], failures, "fail_user_datas")

    first = unique("ct")
    step("user_group_user_rel.write", lambda: written(first, users, users, []))
    step("user_group_user_rel.write.repeated_token", lambda: refused(write(first, users), 1580110))
    step("user_group_user_rel.write.unknown_group", lambda: refused(
        write(unique("ct"), users, unique("none")), 1580102))
    step("user_group_user_rel.write.no_api_import", lambda: refused(
        write(unique("ct"), users, closed_group), 1580401))
    step("user_group_user_rel.write.unknown_user", lambda: written(
        unique("ct"), [*users[:2], NO_USER], users[:2], [(NO_USER, 1)]))
    step("user_group_user_rel.write.smaller", lambda: written(unique("ct"), users[:1], users[:1], []))
