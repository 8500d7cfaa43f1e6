// Documents, folders and their collaborators (docx v1, drive v1).
package menjin.conformance;

import static menjin.conformance.Answers.NO_DEPARTMENT;
import static menjin.conformance.Answers.NO_DOCUMENT;
import static menjin.conformance.Answers.NO_USER;
import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.check;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.list;
import static menjin.conformance.Answers.refused;
import static menjin.conformance.Answers.sorted;
import static menjin.conformance.Answers.unique;

import com.lark.oapi.service.docx.v1.model.CreateDocumentReq;
import com.lark.oapi.service.docx.v1.model.CreateDocumentReqBody;
import com.lark.oapi.service.drive.v1.model.AuthPermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.BaseMember;
import com.lark.oapi.service.drive.v1.model.BatchCreatePermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.BatchCreatePermissionMemberReqBody;
import com.lark.oapi.service.drive.v1.model.CreateFolderFileReq;
import com.lark.oapi.service.drive.v1.model.CreateFolderFileReqBody;
import com.lark.oapi.service.drive.v1.model.CreatePermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.CreatePermissionMemberResp;
import com.lark.oapi.service.drive.v1.model.DeletePermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.DeletePermissionMemberReqBody;
import com.lark.oapi.service.drive.v1.model.DeletePermissionMemberResp;
import com.lark.oapi.service.drive.v1.model.ListPermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.UpdatePermissionMemberReq;
import com.lark.oapi.service.drive.v1.model.UpdatePermissionMemberResp;
import com.lark.oapi.service.drive.v1.resource.PermissionMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Docs {
    private final Suite suite;
    private final PermissionMember members;
    private final String token;
    private final List<String> users;

    private Docs(Suite suite) {
        this.suite = suite;
        this.members = suite.client.drive().v1().permissionMember();
        this.token = suite.text("docx_token");
        this.users = suite.users().subList(0, 3);
    }

    static void run(Suite suite) {
        new Docs(suite).run();
    }

    private static BaseMember.Builder member(String user, String perm) {
        return BaseMember.newBuilder().memberType("openid").memberId(user)
                .perm(perm).permType("container").type("user");
    }

    private CreatePermissionMemberResp createOn(String document, BaseMember.Builder member) throws Exception {
        return members.create(CreatePermissionMemberReq.newBuilder().token(document).type("docx")
                .needNotification(false).baseMember(member.build()).build());
    }

    private CreatePermissionMemberResp create(BaseMember.Builder member) throws Exception {
        return createOn(token, member);
    }

    /** Checks which of the users the answer names. */
    private void batchCreateGives(List<String> asked, List<String> expected) throws Exception {
        var body = BatchCreatePermissionMemberReqBody.newBuilder()
                .members(asked.stream().map(user -> member(user, "view").build()).toArray(BaseMember[]::new)).build();
        var data = accepted(members.batchCreate(BatchCreatePermissionMemberReq.newBuilder().token(token).type("docx")
                .needNotification(false).batchCreatePermissionMemberReqBody(body).build()));
        equal(sorted(list(data.getMembers()).stream().map(BaseMember::getMemberId).toList()),
                sorted(expected), "members");
    }

    /** The role of every collaborator, in the order of the list. */
    private Map<String, String> roles() throws Exception {
        var data = accepted(members.list(ListPermissionMemberReq.newBuilder()
                .token(token).type("docx").fields("*").build()));
        Map<String, String> roles = new LinkedHashMap<>();
        list(data.getItems()).forEach(one -> roles.put(one.getMemberId(), one.getPerm()));
        return roles;
    }

    /** Checks the role of every user; null means not in the list. */
    private void roleIs(String perm, List<String> asked) throws Exception {
        Map<String, String> roles = roles();
        for (String user : asked) {
            equal(roles.get(user), perm, "the role of " + user);
        }
    }

    private UpdatePermissionMemberResp update(String user, String perm) throws Exception {
        var body = BaseMember.newBuilder().memberType("openid").perm(perm).permType("container").type("user").build();
        return members.update(UpdatePermissionMemberReq.newBuilder().token(token).memberId(user).type("docx")
                .needNotification(false).baseMember(body).build());
    }

    private DeletePermissionMemberResp delete(String user) throws Exception {
        var body = DeletePermissionMemberReqBody.newBuilder().type("user").permType("container").build();
        return members.delete(DeletePermissionMemberReq.newBuilder().token(token).memberId(user).type("docx")
                .memberType("openid").deletePermissionMemberReqBody(body).build());
    }

    private void createDocument() throws Exception {
        String title = unique("document");
        var body = CreateDocumentReqBody.newBuilder().title(title).build();
        var document = accepted(suite.client.docx().v1().document().create(
                CreateDocumentReq.newBuilder().createDocumentReqBody(body).build())).getDocument();
        check(document.getDocumentId() != null, "no document_id in the answer");
        equal(document.getTitle(), title, "title");
    }

    private void createFolder() throws Exception {
        var body = CreateFolderFileReqBody.newBuilder().name(unique("folder")).folderToken("").build();
        var folder = accepted(suite.client.drive().v1().file().createFolder(
                CreateFolderFileReq.newBuilder().createFolderFileReqBody(body).build()));
        check(folder.getToken() != null && folder.getUrl() != null,
                "answer is " + folder.getToken() + ", " + folder.getUrl());
    }

    /** The owner leads the list with full_access. */
    private String owner() throws Exception {
        Map<String, String> roles = roles();
        check(!roles.isEmpty(), "the list is empty");
        var first = roles.entrySet().iterator().next();
        check(!users.contains(first.getKey()) && "full_access".equals(first.getValue()),
                "the first in the list is " + first);
        return first.getKey();
    }

    private void run() {
        suite.step("docx.create", this::createDocument);
        suite.step("drive.create_folder", this::createFolder);
        suite.step("permission_member.update.not_a_collaborator", () -> refused(1063003,
                update(users.get(0), "edit")));
        runCreate();
        runOwner();
        suite.step("permission_member.update", () -> equal(
                accepted(update(users.get(1), "edit")).getMember().getPerm(), "edit", "perm"));
        suite.step("permission_member.list.updated", () -> roleIs("edit", users.subList(1, 2)));
        suite.step("permission_member.create.lower_role", () -> refused(1063003,
                create(member(users.get(1), "view"))));
        suite.step("permission_member.auth", () -> equal(accepted(members.auth(AuthPermissionMemberReq.newBuilder()
                .token(token).type("docx").action("view").build())).getAuthResult(), true, "auth_result"));
        for (int index = 0; index < users.size(); index++) {
            String user = users.get(index);
            suite.step("permission_member.delete." + index, () -> accepted(delete(user)));
        }
        suite.step("permission_member.list.gone", () -> roleIs(null, users));
    }

    private void runCreate() {
        suite.step("permission_member.create", () -> {
            var made = accepted(create(member(users.get(0), "view"))).getMember();
            equal(List.of(made.getMemberId(), made.getPerm()), List.of(users.get(0), "view"), "member");
        });
        suite.step("permission_member.create.unknown_member", () -> refused(1063001,
                create(member(NO_USER, "view"))));
        suite.step("permission_member.create.department", () -> refused(1063001,
                create(member(NO_DEPARTMENT, "view").memberType("opendepartmentid").type("department"))));
        suite.step("permission_member.create.unknown_document", () -> refused(1063001,
                createOn(NO_DOCUMENT, member(users.get(0), "view"))));
        suite.step("permission_member.batch_create", () -> batchCreateGives(
                users.subList(1, 3), users.subList(1, 3)));
        suite.step("permission_member.batch_create.partial", () -> batchCreateGives(
                List.of(users.get(2), NO_USER), users.subList(2, 3)));
        suite.step("permission_member.list", () -> roleIs("view", users));
    }

    private void runOwner() {
        String owner = suite.give("permission_member.owner", this::owner);
        suite.step("permission_member.create.owner", () -> refused(1063003, create(member(owner, "view"))), owner);
        suite.step("permission_member.update.owner", () -> refused(1063003, update(owner, "view")), owner);
        suite.step("permission_member.delete.owner", () -> refused(1063003, delete(owner)), owner);
    }
}
