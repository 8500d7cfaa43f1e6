// Who the user token belongs to.
package menjin.conformance;

import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.check;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.refused;

final class Identity {
    private Identity() {}

    static void run(Suite suite) {
        var api = suite.client.authen().v1().userInfo();

        var token = suite.give("user_token", suite::asUser);
        suite.step("authen.user_info", () -> {
            var person = accepted(api.get(suite.asUser()));
            check(person.getName() != null && !person.getName().isEmpty(), "no name in the answer");
            check(String.valueOf(person.getOpenId()).startsWith("ou_"), "open_id is " + person.getOpenId());
            if (suite.text("user_open_id") != null) {
                equal(person.getOpenId(), suite.text("user_open_id"), "open_id");
            }
        }, token);
        suite.step("authen.user_info.unknown_token", () -> refused(99991668,
                api.get(Suite.userToken("u-nobody-was-given-this-token"))));
    }
}
