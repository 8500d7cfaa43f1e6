"""Documents, folders and their collaborators (docx v1, drive v1)."""
from lark_oapi.api.docx import v1 as docx
from lark_oapi.api.drive import v1 as drive

from support import NO_DEPARTMENT, NO_DOCUMENT, NO_USER, call, check, equal, refused, unique


def member(user, perm, member_type="openid", kind="user"):
    return (drive.BaseMember.builder().member_type(member_type).member_id(user)
            .perm(perm).perm_type("container").type(kind).build())


class Collaborators:
    """The collaborator calls on one document."""

    def __init__(self, client, token):
        self.api = client.drive.v1.permission_member
        self.token = token

    def create(self, body, token=None):
        return self.api.create(drive.CreatePermissionMemberRequest.builder().token(token or self.token)
                               .type("docx").need_notification(False).request_body(body).build())

    def batch_create(self, users):
        body = (drive.BatchCreatePermissionMemberRequestBody.builder()
                .members([member(user, "view") for user in users]).build())
        data = call(self.api.batch_create(
            drive.BatchCreatePermissionMemberRequest.builder().token(self.token).type("docx")
            .need_notification(False).request_body(body).build()))
        return sorted(one.member_id for one in data.members or [])

    def list(self):
        data = call(self.api.list(drive.ListPermissionMemberRequest.builder()
                                  .token(self.token).type("docx").fields("*").build()))
        return {one.member_id: one.perm for one in data.items or []}

    def update(self, user, perm):
        body = drive.BaseMember.builder().member_type("openid").perm(perm).perm_type("container").type("user").build()
        return self.api.update(drive.UpdatePermissionMemberRequest.builder().token(self.token).member_id(user)
                               .type("docx").need_notification(False).request_body(body).build())

    def auth(self, action):
        return self.api.auth(drive.AuthPermissionMemberRequest.builder()
                             .token(self.token).type("docx").action(action).build())

    def delete(self, user):
        body = drive.DeletePermissionMemberRequestBody.builder().type("user").perm_type("container").build()
        return self.api.delete(drive.DeletePermissionMemberRequest.builder().token(self.token).member_id(user)
                               .type("docx").member_type("openid").request_body(body).build())


def create_document(client):
    title = unique("document")
    body = docx.CreateDocumentRequestBody.builder().title(title).build()
    document = call(client.docx.v1.document.create(
        docx.CreateDocumentRequest.builder().request_body(body).build())).document
    check(document.document_id, "no document_id in the answer")
    equal(document.title, title, "title")


def create_folder(client):
    body = drive.CreateFolderFileRequestBody.builder().name(unique("folder")).folder_token("").build()
    folder = call(client.drive.v1.file.create_folder(
        drive.CreateFolderFileRequest.builder().request_body(body).build()))
    check(folder.token and folder.url, f"answer is {folder.token!r}, {folder.url!r}")


def run(suite):
    step, users = suite.step, suite.config["users"][:3]
    api = Collaborators(suite.client, suite.config["docx_token"])

    def create():
        made = call(api.create(member(users[0], "view"))).member
        equal((made.member_id, made.perm), (users[0], "view"), "member")

    def list_has(expected):
        got = api.list()
        for user, perm in expected.items():
            equal(got.get(user), perm, f"the role of {user}")

    def find_owner():
        """The owner leads the list with full_access."""
        user, perm = next(iter(api.list().items()), (None, None))
        check(user not in users and perm == "full_access", f"the first in the list is {user} with {perm}")
        return user

    def gone():
        left = [user for user in users if user in api.list()]
        check(not left, f"still listed: {left}")

    step("docx.create", lambda: create_document(suite.client))
    step("drive.create_folder", lambda: create_folder(suite.client))
    step("permission_member.update.not_a_collaborator", lambda: refused(api.update(users[0], "edit"), 1063003))
    step("permission_member.create", create)
    step("permission_member.create.unknown_member", lambda: refused(api.create(member(NO_USER, "view")), 1063001))
    step("permission_member.create.department", lambda: refused(
        api.create(member(NO_DEPARTMENT, "view", "opendepartmentid", "department")), 1063001))
    step("permission_member.create.unknown_document", lambda: refused(
        api.create(member(users[0], "view"), NO_DOCUMENT), 1063001))
    step("permission_member.batch_create", lambda: equal(
        api.batch_create(users[1:]), sorted(users[1:]), "members"))
    step("permission_member.batch_create.partial", lambda: equal(
        api.batch_create([users[2], NO_USER]), [users[2]], "members"))
    step("permission_member.list", lambda: list_has({user: "view" for user in users}))
    owner = step("permission_member.owner", find_owner)
    step("permission_member.create.owner", lambda: refused(api.create(member(owner, "view")), 1063003), owner)
    step("permission_member.update.owner", lambda: refused(api.update(owner, "view"), 1063003), owner)
    step("permission_member.delete.owner", lambda: refused(api.delete(owner), 1063003), owner)
    step("permission_member.update", lambda: equal(
        call(api.update(users[1], "edit")).member.perm, "edit", "perm"))
    step("permission_member.list.updated", lambda: list_has({users[1]: "edit"}))
    step("permission_member.create.lower_role", lambda: refused(api.create(member(users[1], "view")), 1063003))
    step("permission_member.auth", lambda: equal(call(api.auth("view")).auth_result, True, "auth_result"))
    for index, user in enumerate(users):
        step(f"permission_member.delete.{index}", lambda user=user: call(api.delete(user)))
    step("permission_member.list.gone", gone)
