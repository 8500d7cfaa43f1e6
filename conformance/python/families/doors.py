"""Door devices and rules (acs v1). The rule calls take a user token only."""
import lark_oapi as lark
from lark_oapi.api.acs import v1 as acs

from support import NO_NUMBER, call, check, equal, has, refused, unique


def rule(name, user, device, hours=(900, 1800)):
    opening_time = (acs.OpeningTimeExternal.builder()
                    .valid_day(acs.OpeningTimeValidDayExternal.builder()
                               .start_day(1699031483).end_day(1999931483).build())
                    .weekdays([1, 2, 3, 4, 5])
                    .day_times([acs.OpeningTimePeriodExternal.builder()
                                .start_hhmm(hours[0]).end_hhmm(hours[1]).build()]).build())
    return (acs.Rule.builder().name(name)
            .devices([acs.DeviceExternal.builder().id(device).name("door").build()])
            .user_count("1").users([acs.UserExternal.builder().user_type(1).user_id(user).user_name("one").build()])
            .visitor_count("0").visitors([]).remind_face(False)
            .opening_time(opening_time).is_temp(False).build())


class Rules:
    """The rule calls, with the user token."""

    def __init__(self, suite):
        self.suite = suite
        self.api = suite.client.acs.v1.rule_external

    def write(self, body, rule_id=None):
        builder = acs.CreateRuleExternalRequest.builder().user_id_type("open_id")
        if rule_id is not None:
            builder = builder.rule_id(rule_id)
        request = builder.request_body(acs.CreateRuleExternalRequestBody.builder().rule(body).build()).build()
        return self.api.create(request, self.suite.user_option())

    def get(self, device):
        request = acs.GetRuleExternalRequest.builder().device_id(device).user_id_type("open_id").build()
        return self.api.get(request, self.suite.user_option())

    def names(self, device):
        return {one.id: one.name for one in call(self.get(device)).rules or []}

    def bind(self, device, rule_ids):
        body = acs.DeviceBindRuleExternalRequestBody.builder().device_id(device).rule_ids(rule_ids).build()
        return self.api.device_bind(acs.DeviceBindRuleExternalRequest.builder().request_body(body).build(),
                                    self.suite.user_option())

    def delete(self, rule_id):
        return self.api.delete(acs.DeleteRuleExternalRequest.builder().rule_id(rule_id).build(),
                               self.suite.user_option())

    def write_as_app(self):
        """The typed call refuses to go out without a user token, so this is the raw one."""
        return self.suite.client.request(
            lark.BaseRequest.builder().http_method(lark.HttpMethod.POST)
            .uri("/open-apis/acs/v1/rule_external").token_types({lark.AccessTokenType.TENANT})
            .body({"rule": {"name": unique("door")}}).build())


def run(suite):
    step, user, device = suite.step, suite.config["users"][0], suite.config["device_id"]
    api = Rules(suite)
    name, new_name = unique("door"), unique("door-renamed")

    def devices():
        found = call(suite.client.acs.v1.device.list(acs.ListDeviceRequest.builder().build())).items or []
        return [one.device_id for one in found]

    def create():
        rule_id = call(api.write(rule(name, user, device))).rule_id
        check(isinstance(rule_id, str) and rule_id, f"rule_id is {rule_id!r}, not a string")
        return rule_id

    def named(expected):
        equal(api.names(device).get(rid), expected, "the rule's name")

    step("device.list", lambda: has(devices(), device))
    before = step("rule_external.get.before", lambda: list(api.names(device)))
    rid = step("rule_external.create", create)
    step("rule_external.create.tenant_token", lambda: refused(api.write_as_app(), 99991663))
    step("rule_external.create.taken_name", lambda: refused(api.write(rule(name, user, device)), 1490112), rid)
    step("rule_external.create.unknown_device", lambda: refused(
        api.write(rule(unique("door"), user, NO_NUMBER)), 1490030))
    step("rule_external.create.backward_hours", lambda: refused(
        api.write(rule(unique("door"), user, device, (1800, 900))), 1490001))
    step("rule_external.get", lambda: named(name), rid)
    step("rule_external.update", lambda: equal(
        call(api.write(rule(new_name, user, device), rid)).rule_id, rid, "rule_id"), rid)
    step("rule_external.update.unknown_rule", lambda: refused(
        api.write(rule(unique("door"), user, device), NO_NUMBER), 1490090))
    step("rule_external.get.updated", lambda: named(new_name), rid)
    step("rule_external.device_bind", lambda: call(api.bind(device, [rid])), rid)
    step("rule_external.device_bind.unknown_device", lambda: refused(api.bind(NO_NUMBER, [rid]), 1490030), rid)
    step("rule_external.device_bind.unknown_rule", lambda: refused(api.bind(device, [NO_NUMBER]), 1490090))
    step("rule_external.get.bound", lambda: equal(api.names(device), {rid: new_name}, "the device's rules"), rid)
    step("rule_external.get.unknown_device", lambda: refused(api.get(NO_NUMBER), 1490030))
    step("rule_external.delete", lambda: call(api.delete(rid)), rid)
    step("rule_external.delete.again", lambda: refused(api.delete(rid), 1490012), rid)
    step("rule_external.delete.unknown", lambda: refused(api.delete(NO_NUMBER), 1490090))
    step("rule_external.get.gone", lambda: has(api.names(device), rid, False), rid)
    step("rule_external.device_bind.restored", lambda: call(api.bind(device, before)), before)
