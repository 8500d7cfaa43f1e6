// Apps and their collaborators (application v6).
package menjin.conformance;

import static menjin.conformance.Answers.NO_APP;
import static menjin.conformance.Answers.NO_USER;
import static menjin.conformance.Answers.OPEN_ID;
import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.check;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.list;
import static menjin.conformance.Answers.refused;

import com.lark.oapi.service.application.v6.model.AppCollaborator;
import com.lark.oapi.service.application.v6.model.GetApplicationCollaboratorsReq;
import com.lark.oapi.service.application.v6.model.GetApplicationReq;
import com.lark.oapi.service.application.v6.model.GetApplicationResp;
import com.lark.oapi.service.application.v6.model.UpdateApplicationCollaboratorsReq;
import com.lark.oapi.service.application.v6.model.UpdateApplicationCollaboratorsReqBody;
import com.lark.oapi.service.application.v6.model.UpdateApplicationCollaboratorsResp;
import java.util.List;

final class Apps {
    /** A person in a role. */
    private record Collaborator(String user, String role) {}

    private final Suite suite;
    private final String target;
    private final List<String> users;

    private Apps(Suite suite) {
        this.suite = suite;
        this.target = suite.text("target_app_id");
        this.users = suite.users();
    }

    static void run(Suite suite) {
        new Apps(suite).run();
    }

    private GetApplicationResp get(String id) throws Exception {
        return suite.client.application().v6().application().get(
                GetApplicationReq.newBuilder().appId(id).lang("zh_cn").userIdType(OPEN_ID).build());
    }

    private List<Collaborator> collaborators() throws Exception {
        var data = accepted(suite.client.application().v6().applicationCollaborators().get(
                GetApplicationCollaboratorsReq.newBuilder().appId(target).userIdType(OPEN_ID).build()));
        return list(data.getCollaborators()).stream()
                .map(one -> new Collaborator(one.getUserId(), one.getType())).toList();
    }

    private UpdateApplicationCollaboratorsResp update(String id, List<Collaborator> adds, List<String> removes)
            throws Exception {
        var body = UpdateApplicationCollaboratorsReqBody.newBuilder();
        if (!adds.isEmpty()) {
            body.adds(adds.stream()
                    .map(one -> AppCollaborator.newBuilder().userId(one.user()).type(one.role()).build())
                    .toArray(AppCollaborator[]::new));
        }
        if (!removes.isEmpty()) {
            body.removes(removes.toArray(String[]::new));
        }
        return suite.client.application().v6().applicationCollaborators().update(
                UpdateApplicationCollaboratorsReq.newBuilder().appId(id).userIdType(OPEN_ID)
                        .updateApplicationCollaboratorsReqBody(body.build()).build());
    }

    private void present(List<Collaborator> expected) throws Exception {
        List<Collaborator> found = collaborators();
        check(found.containsAll(expected), expected + " not all in " + found);
    }

    private void run() {
        List<Collaborator> adds = List.of(
                new Collaborator(users.get(0), "administrator"), new Collaborator(users.get(1), "developer"));
        List<String> added = users.subList(0, 2);

        String owner = suite.give("application.get.me", () -> {
            var app = accepted(get("me")).getApp();
            equal(app.getAppId(), suite.text("app_id"), "app_id");
            check(app.getAppName() != null && !app.getAppName().isEmpty(), "no app_name in the answer");
            return accepted(get(target)).getApp().getOwner().getOwnerId();
        });
        suite.step("application.get.unknown", () -> refused(210506, get(NO_APP)));
        suite.step("application.get.malformed", () -> refused(210503, get("nonsense")));
        suite.step("collaborators.get", this::collaborators);
        suite.step("collaborators.update.add", () -> accepted(update(target, adds, List.of())));
        suite.step("collaborators.get.added", () -> present(adds));
        suite.step("collaborators.update.bad_role", () -> refused(210001,
                update(target, List.of(new Collaborator(users.get(2), "emperor")), added)));
        suite.step("collaborators.update.unknown_user", () -> refused(210001,
                update(target, List.of(new Collaborator(NO_USER, "developer")), added)));
        suite.step("collaborators.update.add_and_remove", () -> refused(210001,
                update(target, List.of(new Collaborator(users.get(0), "operator")), users.subList(0, 1))));
        suite.step("collaborators.update.owner", () -> refused(210001,
                update(target, List.of(), List.of(owner))), owner);
        suite.step("collaborators.update.unknown_app", () -> refused(210021, update(NO_APP, adds, List.of())));
        suite.step("collaborators.get.unchanged", () -> present(adds));
        suite.step("collaborators.update.remove", () -> accepted(update(target, List.of(), added)));
        suite.step("collaborators.get.removed", () -> {
            var left = collaborators().stream().filter(one -> added.contains(one.user())).toList();
            check(left.isEmpty(), "still there: " + left);
        });
    }
}
