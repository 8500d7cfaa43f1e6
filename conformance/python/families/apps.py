"""Apps and their collaborators (application v6)."""
from lark_oapi.api.application import v6 as application

from support import NO_APP, NO_USER, call, check, equal, refused


class Apps:
    """The calls of this family, by open_id."""

    def __init__(self, client):
        self.app = client.application.v6.application
        self.collaborators = client.application.v6.application_collaborators

    def get(self, app_id):
        return self.app.get(application.GetApplicationRequest.builder()
                            .app_id(app_id).lang("zh_cn").user_id_type("open_id").build())

    def list(self, app_id):
        data = call(self.collaborators.get(application.GetApplicationCollaboratorsRequest.builder()
                                           .app_id(app_id).user_id_type("open_id").build()))
        return {(one.user_id, one.type) for one in data.collaborators or []}

    def update(self, app_id, adds=(), removes=()):
        body = application.UpdateApplicationCollaboratorsRequestBody.builder()
        if adds:
            body = body.adds([application.AppCollaborator.builder().user_id(user).type(role).build()
                              for user, role in adds])
        if removes:
            body = body.removes(list(removes))
        return self.collaborators.update(application.UpdateApplicationCollaboratorsRequest.builder()
                                         .app_id(app_id).user_id_type("open_id")
                                         .request_body(body.build()).build())


def run(suite):
    step, users, target = suite.step, suite.config["users"], suite.config["target_app_id"]
    api = Apps(suite.client)
    adds = [(users[0], "administrator"), (users[1], "developer")]

    def get_me():
        app = call(api.get("me")).app
        equal(app.app_id, suite.config["app_id"], "app_id")
        check(app.app_name, "no app_name in the answer")
        return call(api.get(target)).app.owner.owner_id

    def present():
        missing = [one for one in adds if one not in api.list(target)]
        check(not missing, f"missing: {missing}")

    def absent():
        left = [one for one in api.list(target) if one[0] in users[:2]]
        check(not left, f"still there: {left}")

    owner = step("application.get.me", get_me)
    step("application.get.unknown", lambda: refused(api.get(NO_APP), 210506))
    step("application.get.malformed", lambda: refused(api.get("nonsense"), 210503))
    step("collaborators.get", lambda: api.list(target))
    step("collaborators.update.add", lambda: call(api.update(target, adds)))
    step("collaborators.get.added", present)
    step("collaborators.update.bad_role", lambda: refused(
        api.update(target, [(users[2], "emperor")], users[:2]), 210001))
    step("collaborators.update.unknown_user", lambda: refused(
        api.update(target, [(NO_USER, "developer")], users[:2]), 210001))
    step("collaborators.update.add_and_remove", lambda: refused(
        api.update(target, [(users[0], "operator")], users[:1]), 210001))
    step("collaborators.update.owner", lambda: refused(api.update(target, removes=[owner]), 210001), owner)
    step("collaborators.update.unknown_app", lambda: refused(api.update(NO_APP, adds), 210021))
    step("collaborators.get.unchanged", present)
    step("collaborators.update.remove", lambda: call(api.update(target, removes=users[:2])))
    step("collaborators.get.removed", absent)
