"""User groups and their members (contact v3)."""
from lark_oapi.api.contact import v3 as contact

from support import NO_USER, call, check, equal, has, pages, refused, unique


def entry(user):
    return contact.Memberlist.builder().member_id(user).member_type("user").member_id_type("open_id").build()


class Groups:
    """The calls of this family, with the ids and types the steps use."""

    def __init__(self, client):
        self.group = client.contact.v3.group
        self.member = client.contact.v3.group_member

    def create(self, name, group_type=1, group_id=None):
        body = contact.Group.builder().name(name).description("made by a test").type(group_type)
        if group_id is not None:
            body = body.group_id(group_id)
        return self.group.create(contact.CreateGroupRequest.builder()
                                 .user_id_type("open_id").department_id_type("open_department_id")
                                 .request_body(body.build()).build())

    def get(self, group_id):
        return self.group.get(contact.GetGroupRequest.builder().group_id(group_id)
                              .user_id_type("open_id").department_id_type("open_department_id").build())

    def patch(self, group_id, name):
        body = contact.Group.builder().name(name).description("renamed").build()
        return self.group.patch(contact.PatchGroupRequest.builder().group_id(group_id)
                                .user_id_type("open_id").department_id_type("open_department_id")
                                .request_body(body).build())

    def delete(self, group_id):
        return self.group.delete(contact.DeleteGroupRequest.builder().group_id(group_id).build())

    def list_ids(self):
        def page(token):
            builder = contact.SimplelistGroupRequest.builder().page_size(50).type(1)
            return self.group.simplelist((builder.page_token(token) if token else builder).build())
        return [group.id for group in pages(page, lambda data: data.grouplist)]

    def of_user(self, user):
        def page(token):
            builder = (contact.MemberBelongGroupRequest.builder().member_id(user)
                       .member_id_type("open_id").group_type(1).page_size(50))
            return self.group.member_belong((builder.page_token(token) if token else builder).build())
        return pages(page, lambda data: data.group_list)

    def member_page(self, group_id, size, token=None):
        builder = (contact.SimplelistGroupMemberRequest.builder().group_id(group_id)
                   .page_size(size).member_id_type("open_id").member_type("user"))
        return self.member.simplelist((builder.page_token(token) if token else builder).build())

    def members(self, group_id, size):
        found = pages(lambda token: self.member_page(group_id, size, token), lambda data: data.memberlist)
        return sorted(member.member_id for member in found)

    def add(self, group_id, user):
        body = (contact.AddGroupMemberRequestBody.builder().member_type("user")
                .member_id_type("open_id").member_id(user).build())
        return self.member.add(contact.AddGroupMemberRequest.builder().group_id(group_id).request_body(body).build())

    def batch_add(self, group_id, users):
        body = contact.BatchAddGroupMemberRequestBody.builder().members([entry(user) for user in users]).build()
        data = call(self.member.batch_add(
            contact.BatchAddGroupMemberRequest.builder().group_id(group_id).request_body(body).build()))
        return [(result.member_id, result.code) for result in data.results or []]

    def remove(self, group_id, user):
        body = (contact.RemoveGroupMemberRequestBody.builder().member_type("user")
                .member_id_type("open_id").member_id(user).build())
        return self.member.remove(
            contact.RemoveGroupMemberRequest.builder().group_id(group_id).request_body(body).build())

    def batch_remove(self, group_id, users):
        body = contact.BatchRemoveGroupMemberRequestBody.builder().members([entry(user) for user in users]).build()
        return self.member.batch_remove(
            contact.BatchRemoveGroupMemberRequest.builder().group_id(group_id).request_body(body).build())


def run(suite):
    users, step = suite.config["users"], suite.step
    api = Groups(suite.client)
    name, new_name = unique("life"), unique("life-renamed")

    def create():
        group_id = call(api.create(name)).group_id
        check(group_id, "no group_id in the answer")
        return group_id

    def get_is(expected, members=None):
        group = call(api.get(gid)).group
        equal(group.id, gid, "id")
        equal(group.name, expected, "name")
        equal(group.type, 1, "type")
        if members is not None:
            equal(group.member_user_count, members, "member_user_count")

    gid = step("group.create", create)
    step("group.create.duplicate_name", lambda: refused(api.create(name), 47009), gid)
    step("group.create.empty_name", lambda: refused(api.create(""), 42001))
    step("group.create.dynamic", lambda: refused(api.create(unique("life"), group_type=2), 42003))
    step("group.create.taken_id", lambda: refused(api.create(unique("life"), group_id=gid), 47005), gid)
    step("group.get", lambda: get_is(name, 0), gid)
    step("group.patch", lambda: call(api.patch(gid, new_name)), gid)
    step("group.get.renamed", lambda: get_is(new_name), gid)
    step("group.simplelist", lambda: has(api.list_ids(), gid), gid)
    step("group_member.add", lambda: call(api.add(gid, users[0])), gid)
    step("group_member.add.existing", lambda: refused(api.add(gid, users[0]), 42005), gid)
    step("group_member.add.unknown_user", lambda: refused(api.add(gid, NO_USER), 41073), gid)
    step("group_member.batch_add", lambda: equal(
        api.batch_add(gid, users[1:]), [(user, 0) for user in users[1:]], "results"), gid)
    step("group_member.batch_add.existing", lambda: equal(
        api.batch_add(gid, users[:1]), [(users[0], 42005)], "results"), gid)
    step("group_member.simplelist", lambda: equal(api.members(gid, 50), sorted(users), "members"), gid)
    step("group_member.simplelist.paged", lambda: equal(api.members(gid, 1), sorted(users), "members"), gid)
    step("group_member.simplelist.unknown_group", lambda: refused(api.member_page(unique("none"), 50), 42002))
    step("group.get.counts", lambda: get_is(new_name, len(users)), gid)
    step("group.member_belong", lambda: has(api.of_user(users[0]), gid), gid)
    step("group.delete.not_empty", lambda: refused(api.delete(gid), 42017), gid)
    step("group_member.remove", lambda: call(api.remove(gid, users[0])), gid)
    step("group_member.remove.not_a_member", lambda: call(api.remove(gid, users[0])), gid)
    step("group.member_belong.gone", lambda: has(api.of_user(users[0]), gid, False), gid)
    step("group_member.batch_remove", lambda: call(api.batch_remove(gid, users[1:])), gid)
    step("group_member.simplelist.empty", lambda: equal(api.members(gid, 50), [], "members"), gid)
    step("group.delete", lambda: call(api.delete(gid)), gid)
    step("group.get.deleted", lambda: refused(api.get(gid), 42002), gid)
    step("group.delete.again", lambda: refused(api.delete(gid), 42002), gid)
