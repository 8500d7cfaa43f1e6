// Members of a people group of performance reviews (performance v2).
package menjin.conformance;

import static menjin.conformance.Answers.NO_USER;
import static menjin.conformance.Answers.OPEN_ID;
import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.list;
import static menjin.conformance.Answers.refused;
import static menjin.conformance.Answers.sorted;
import static menjin.conformance.Answers.unique;

import com.lark.oapi.service.performance.v2.model.WriteUserGroupUserRelReq;
import com.lark.oapi.service.performance.v2.model.WriteUserGroupUserRelReqBody;
import com.lark.oapi.service.performance.v2.model.WriteUserGroupUserRelResp;
import java.util.List;

final class Performance {
    private final Suite suite;

    private Performance(Suite suite) {
        this.suite = suite;
    }

    static void run(Suite suite) {
        new Performance(suite).run();
    }

    private WriteUserGroupUserRelResp write(String group, String clientToken, List<String> users) throws Exception {
        var body = WriteUserGroupUserRelReqBody.newBuilder()
                .groupId(group).scopeVisibleSetting(1).userIds(users.toArray(String[]::new)).build();
        return suite.client.performance().v2().userGroupUserRel().write(WriteUserGroupUserRelReq.newBuilder()
                .clientToken(clientToken).userIdType(OPEN_ID).writeUserGroupUserRelReqBody(body).build());
    }

    /** Checks who was written and who was not found. */
    private void writeGives(String clientToken, List<String> users, List<String> written, List<String> unknown)
            throws Exception {
        var data = accepted(write(suite.text("performance_group_id"), clientToken, users)).getData();
        equal(sorted(list(data.getSuccessUserIds())), sorted(written), "success_user_ids");
        equal(list(data.getFailUserDatas()).stream().map(one -> one.getUserId() + " " + one.getFailCode()).toList(),
                unknown.stream().map(user -> user + " 1").toList(), "fail_user_datas");
    }

    private void run() {
        List<String> users = suite.users();
        String group = suite.text("performance_group_id");
        String closedGroup = suite.text("performance_closed_group_id");
        String first = unique("ct");

        suite.step("user_group_user_rel.write", () -> writeGives(first, users, users, List.of()));
        suite.step("user_group_user_rel.write.repeated_token", () -> refused(1580110, write(group, first, users)));
        suite.step("user_group_user_rel.write.unknown_group", () -> refused(1580102,
                write(unique("none"), unique("ct"), users)));
        suite.step("user_group_user_rel.write.no_api_import", () -> refused(1580401,
                write(closedGroup, unique("ct"), users)));
        suite.step("user_group_user_rel.write.unknown_user", () -> writeGives(unique("ct"),
                List.of(users.get(0), users.get(1), NO_USER), users.subList(0, 2), List.of(NO_USER)));
        suite.step("user_group_user_rel.write.smaller", () -> writeGives(unique("ct"),
                users.subList(0, 1), users.subList(0, 1), List.of()));
    }
}
