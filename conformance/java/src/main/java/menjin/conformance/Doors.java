// Door devices and rules (acs v1). The rule calls take a user token only.
package menjin.conformance;

import static menjin.conformance.Answers.NO_NUMBER;
import static menjin.conformance.Answers.OPEN_ID;
import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.check;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.has;
import static menjin.conformance.Answers.list;
import static menjin.conformance.Answers.refused;
import static menjin.conformance.Answers.unique;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.service.acs.v1.model.CreateRuleExternalReq;
import com.lark.oapi.service.acs.v1.model.CreateRuleExternalReqBody;
import com.lark.oapi.service.acs.v1.model.CreateRuleExternalResp;
import com.lark.oapi.service.acs.v1.model.DeleteRuleExternalReq;
import com.lark.oapi.service.acs.v1.model.DeleteRuleExternalResp;
import com.lark.oapi.service.acs.v1.model.Device;
import com.lark.oapi.service.acs.v1.model.DeviceBindRuleExternalReq;
import com.lark.oapi.service.acs.v1.model.DeviceBindRuleExternalReqBody;
import com.lark.oapi.service.acs.v1.model.DeviceBindRuleExternalResp;
import com.lark.oapi.service.acs.v1.model.DeviceExternal;
import com.lark.oapi.service.acs.v1.model.GetRuleExternalReq;
import com.lark.oapi.service.acs.v1.model.GetRuleExternalResp;
import com.lark.oapi.service.acs.v1.model.OpeningTimeExternal;
import com.lark.oapi.service.acs.v1.model.OpeningTimePeriodExternal;
import com.lark.oapi.service.acs.v1.model.OpeningTimeValidDayExternal;
import com.lark.oapi.service.acs.v1.model.Rule;
import com.lark.oapi.service.acs.v1.model.UserExternal;
import com.lark.oapi.service.acs.v1.resource.RuleExternal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Doors {
    private final Suite suite;
    private final RuleExternal rules;
    private final String user;
    private final String device;

    private Doors(Suite suite) {
        this.suite = suite;
        this.rules = suite.client.acs().v1().ruleExternal();
        this.user = suite.users().get(0);
        this.device = suite.text("device_id");
    }

    static void run(Suite suite) {
        new Doors(suite).run();
    }

    private Rule rule(String name, String onDevice, int start, int end) {
        var openingTime = OpeningTimeExternal.newBuilder()
                .validDay(OpeningTimeValidDayExternal.newBuilder().startDay(1699031483).endDay(1999931483).build())
                .weekdays(new Integer[] {1, 2, 3, 4, 5})
                .dayTimes(new OpeningTimePeriodExternal[] {
                    OpeningTimePeriodExternal.newBuilder().startHhmm(start).endHhmm(end).build()})
                .build();
        return Rule.newBuilder().name(name)
                .devices(new DeviceExternal[] {DeviceExternal.newBuilder().id(onDevice).name("door").build()})
                .userCount("1")
                .users(new UserExternal[] {
                    UserExternal.newBuilder().userType(1).userId(user).userName("one").build()})
                .visitorCount("0").visitors(new UserExternal[0]).remindFace(false)
                .openingTime(openingTime).isTemp(false).build();
    }

    private Rule rule(String name) {
        return rule(name, device, 900, 1800);
    }

    /** Creates a rule, or updates the one with the given id. */
    private CreateRuleExternalResp write(Rule rule, String id) throws Exception {
        var request = CreateRuleExternalReq.newBuilder().userIdType(OPEN_ID)
                .createRuleExternalReqBody(CreateRuleExternalReqBody.newBuilder().rule(rule).build());
        return rules.create((id == null ? request : request.ruleId(id)).build(), suite.asUser());
    }

    /** The raw call with the app's own token: the typed one refuses to go out without a user token. */
    private void refusedAsApp(int code) throws Exception {
        JsonObject rule = new JsonObject();
        rule.addProperty("name", unique("door"));
        JsonObject body = new JsonObject();
        body.add("rule", rule);
        var answer = suite.client.post("/open-apis/acs/v1/rule_external", body, AccessTokenType.Tenant);
        JsonObject got = JsonParser.parseString(new String(answer.getBody(), StandardCharsets.UTF_8)).getAsJsonObject();
        refused(code, got.get("code").getAsInt(), got.get("msg").getAsString());
    }

    private GetRuleExternalResp get(String ofDevice) throws Exception {
        return rules.get(GetRuleExternalReq.newBuilder().deviceId(ofDevice).userIdType(OPEN_ID).build(),
                suite.asUser());
    }

    /** The names of the device's rules by id, in their order. */
    private Map<String, String> names() throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        list(accepted(get(device)).getRules()).forEach(one -> names.put(one.getId(), one.getName()));
        return names;
    }

    private DeviceBindRuleExternalResp bind(String toDevice, List<String> ids) throws Exception {
        var body = DeviceBindRuleExternalReqBody.newBuilder()
                .deviceId(toDevice).ruleIds(ids.toArray(String[]::new)).build();
        return rules.deviceBind(DeviceBindRuleExternalReq.newBuilder().deviceBindRuleExternalReqBody(body).build(),
                suite.asUser());
    }

    private DeleteRuleExternalResp delete(String id) throws Exception {
        return rules.delete(DeleteRuleExternalReq.newBuilder().ruleId(id).build(), suite.asUser());
    }

    private void run() {
        String name = unique("door");
        String renamed = unique("door-renamed");

        suite.step("device.list", () -> has(
                list(accepted(suite.client.acs().v1().device().list()).getItems()).stream()
                        .map(Device::getDeviceId).toList(), device, true));
        List<String> before = suite.give("rule_external.get.before", () -> List.copyOf(names().keySet()));
        String id = suite.give("rule_external.create", () -> {
            String made = accepted(write(rule(name), null)).getRuleId();
            check(made != null && !made.isEmpty(), "no rule_id in the answer");
            return made;
        });
        suite.step("rule_external.create.tenant_token", () -> refusedAsApp(99991663));
        suite.step("rule_external.create.taken_name", () -> refused(1490112, write(rule(name), null)), id);
        suite.step("rule_external.create.unknown_device", () -> refused(1490030,
                write(rule(unique("door"), NO_NUMBER, 900, 1800), null)));
        suite.step("rule_external.create.backward_hours", () -> refused(1490001,
                write(rule(unique("door"), device, 1800, 900), null)));
        suite.step("rule_external.get", () -> equal(names().get(id), name, "the rule's name"), id);
        suite.step("rule_external.update", () -> equal(
                accepted(write(rule(renamed), id)).getRuleId(), id, "rule_id"), id);
        suite.step("rule_external.update.unknown_rule", () -> refused(1490090,
                write(rule(unique("door")), NO_NUMBER)));
        suite.step("rule_external.get.updated", () -> equal(names().get(id), renamed, "the rule's name"), id);
        runBinding(id, renamed);
        suite.step("rule_external.delete", () -> accepted(delete(id)), id);
        suite.step("rule_external.delete.again", () -> refused(1490012, delete(id)), id);
        suite.step("rule_external.delete.unknown", () -> refused(1490090, delete(NO_NUMBER)));
        suite.step("rule_external.get.gone", () -> equal(names().get(id), null, "the rule's name"), id);
        suite.step("rule_external.device_bind.restored", () -> accepted(bind(device, before)), before);
    }

    /** Makes the rule the only one of its device. */
    private void runBinding(String id, String name) {
        suite.step("rule_external.device_bind", () -> accepted(bind(device, List.of(id))), id);
        suite.step("rule_external.device_bind.unknown_device", () -> refused(1490030,
                bind(NO_NUMBER, List.of(id))), id);
        suite.step("rule_external.device_bind.unknown_rule", () -> refused(1490090,
                bind(device, List.of(NO_NUMBER))));
        suite.step("rule_external.get.bound", () -> equal(
                names(), Map.of(id, name), "the device's rules"), id);
        suite.step("rule_external.get.unknown_device", () -> refused(1490030, get(NO_NUMBER)));
    }
}
