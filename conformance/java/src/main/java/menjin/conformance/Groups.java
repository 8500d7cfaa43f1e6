// User groups and their members (contact v3).
package menjin.conformance;

import static menjin.conformance.Answers.NO_USER;
import static menjin.conformance.Answers.OPEN_DEPARTMENT_ID;
import static menjin.conformance.Answers.OPEN_ID;
import static menjin.conformance.Answers.accepted;
import static menjin.conformance.Answers.check;
import static menjin.conformance.Answers.equal;
import static menjin.conformance.Answers.has;
import static menjin.conformance.Answers.list;
import static menjin.conformance.Answers.pages;
import static menjin.conformance.Answers.refused;
import static menjin.conformance.Answers.sorted;
import static menjin.conformance.Answers.unique;

import com.lark.oapi.service.contact.v3.model.AddGroupMemberReq;
import com.lark.oapi.service.contact.v3.model.AddGroupMemberReqBody;
import com.lark.oapi.service.contact.v3.model.AddGroupMemberResp;
import com.lark.oapi.service.contact.v3.model.BatchAddGroupMemberReq;
import com.lark.oapi.service.contact.v3.model.BatchAddGroupMemberReqBody;
import com.lark.oapi.service.contact.v3.model.BatchRemoveGroupMemberReq;
import com.lark.oapi.service.contact.v3.model.BatchRemoveGroupMemberReqBody;
import com.lark.oapi.service.contact.v3.model.BatchRemoveGroupMemberResp;
import com.lark.oapi.service.contact.v3.model.CreateGroupReq;
import com.lark.oapi.service.contact.v3.model.CreateGroupResp;
import com.lark.oapi.service.contact.v3.model.DeleteGroupReq;
import com.lark.oapi.service.contact.v3.model.DeleteGroupResp;
import com.lark.oapi.service.contact.v3.model.GetGroupReq;
import com.lark.oapi.service.contact.v3.model.GetGroupResp;
import com.lark.oapi.service.contact.v3.model.Group;
import com.lark.oapi.service.contact.v3.model.MemberBelongGroupReq;
import com.lark.oapi.service.contact.v3.model.Memberlist;
import com.lark.oapi.service.contact.v3.model.PatchGroupReq;
import com.lark.oapi.service.contact.v3.model.PatchGroupResp;
import com.lark.oapi.service.contact.v3.model.RemoveGroupMemberReq;
import com.lark.oapi.service.contact.v3.model.RemoveGroupMemberReqBody;
import com.lark.oapi.service.contact.v3.model.RemoveGroupMemberResp;
import com.lark.oapi.service.contact.v3.model.SimplelistGroupMemberReq;
import com.lark.oapi.service.contact.v3.model.SimplelistGroupMemberResp;
import com.lark.oapi.service.contact.v3.model.SimplelistGroupReq;
import com.lark.oapi.service.contact.v3.resource.GroupMember;
import java.util.List;

final class Groups {
    private final Suite suite;
    private final com.lark.oapi.service.contact.v3.resource.Group group;
    private final GroupMember member;

    private Groups(Suite suite) {
        this.suite = suite;
        this.group = suite.client.contact().v3().group();
        this.member = suite.client.contact().v3().groupMember();
    }

    static void run(Suite suite) {
        new Groups(suite).run();
    }

    private CreateGroupResp create(Group.Builder body) throws Exception {
        return group.create(CreateGroupReq.newBuilder().userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .group(body.description("made by a test").build()).build());
    }

    private static Group.Builder ordinary(String name) {
        return Group.newBuilder().name(name).type(1);
    }

    private GetGroupResp get(String id) throws Exception {
        return group.get(GetGroupReq.newBuilder().groupId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID).build());
    }

    /** Checks a group; no number of members means it is not looked at. */
    private void getIs(String id, String name, Integer members) throws Exception {
        Group got = accepted(get(id)).getGroup();
        equal(List.of(got.getId(), got.getName(), got.getType()), List.of(id, name, 1), "id, name, type");
        if (members != null) {
            equal(got.getMemberUserCount(), members, "member_user_count");
        }
    }

    private PatchGroupResp patch(String id, String name) throws Exception {
        return group.patch(PatchGroupReq.newBuilder().groupId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .group(Group.newBuilder().name(name).description("renamed").build()).build());
    }

    private DeleteGroupResp delete(String id) throws Exception {
        return group.delete(DeleteGroupReq.newBuilder().groupId(id).build());
    }

    private List<String> listIds() throws Exception {
        return pages((String token) -> {
            var request = SimplelistGroupReq.newBuilder().pageSize(50).type(1);
            var data = accepted(group.simplelist((token == null ? request : request.pageToken(token)).build()));
            return new Answers.Page<>(data.getGrouplist(), data.getHasMore(), data.getPageToken());
        }).stream().map(Group::getId).toList();
    }

    private List<String> ofUser(String user) throws Exception {
        return pages((String token) -> {
            var request = MemberBelongGroupReq.newBuilder()
                    .memberId(user).memberIdType(OPEN_ID).groupType(1).pageSize(50);
            var data = accepted(group.memberBelong((token == null ? request : request.pageToken(token)).build()));
            return new Answers.Page<>(data.getGroupList(), data.getHasMore(), data.getPageToken());
        });
    }

    private SimplelistGroupMemberResp memberPage(String id, int size, String token) throws Exception {
        var request = SimplelistGroupMemberReq.newBuilder()
                .groupId(id).pageSize(size).memberIdType(OPEN_ID).memberType("user");
        return member.simplelist((token == null ? request : request.pageToken(token)).build());
    }

    private void membersAre(String id, int size, List<String> expected) throws Exception {
        var members = pages((String token) -> {
            var data = accepted(memberPage(id, size, token));
            return new Answers.Page<>(data.getMemberlist(), data.getHasMore(), data.getPageToken());
        });
        equal(sorted(members.stream().map(Memberlist::getMemberId).toList()), sorted(expected), "members");
    }

    private AddGroupMemberResp add(String id, String user) throws Exception {
        return member.add(AddGroupMemberReq.newBuilder().groupId(id)
                .addGroupMemberReqBody(AddGroupMemberReqBody.newBuilder()
                        .memberType("user").memberIdType(OPEN_ID).memberId(user).build()).build());
    }

    private static Memberlist[] entries(List<String> users) {
        return users.stream()
                .map(user -> Memberlist.newBuilder().memberId(user).memberType("user").memberIdType(OPEN_ID).build())
                .toArray(Memberlist[]::new);
    }

    /** Checks that every user gets the same code in the list of results. */
    private void batchAddGives(String id, List<String> users, int code) throws Exception {
        var body = BatchAddGroupMemberReqBody.newBuilder().members(entries(users)).build();
        var data = accepted(member.batchAdd(
                BatchAddGroupMemberReq.newBuilder().groupId(id).batchAddGroupMemberReqBody(body).build()));
        equal(list(data.getResults()).stream().map(one -> one.getMemberId() + " " + one.getCode()).toList(),
                users.stream().map(user -> user + " " + code).toList(), "results");
    }

    private RemoveGroupMemberResp remove(String id, String user) throws Exception {
        return member.remove(RemoveGroupMemberReq.newBuilder().groupId(id)
                .removeGroupMemberReqBody(RemoveGroupMemberReqBody.newBuilder()
                        .memberType("user").memberIdType(OPEN_ID).memberId(user).build()).build());
    }

    private BatchRemoveGroupMemberResp batchRemove(String id, List<String> users) throws Exception {
        return member.batchRemove(BatchRemoveGroupMemberReq.newBuilder().groupId(id)
                .batchRemoveGroupMemberReqBody(
                        BatchRemoveGroupMemberReqBody.newBuilder().members(entries(users)).build()).build());
    }

    private void run() {
        String name = unique("life");
        String renamed = unique("life-renamed");

        String id = suite.give("group.create", () -> {
            String made = accepted(create(ordinary(name))).getGroupId();
            check(made != null && !made.isEmpty(), "no group_id in the answer");
            return made;
        });
        suite.step("group.create.duplicate_name", () -> refused(47009, create(ordinary(name))), id);
        suite.step("group.create.empty_name", () -> refused(42001, create(ordinary(""))));
        suite.step("group.create.dynamic", () -> refused(42003, create(ordinary(unique("life")).type(2))));
        suite.step("group.create.taken_id", () -> refused(47005, create(ordinary(unique("life")).groupId(id))), id);
        suite.step("group.get", () -> getIs(id, name, 0), id);
        suite.step("group.patch", () -> accepted(patch(id, renamed)), id);
        suite.step("group.get.renamed", () -> getIs(id, renamed, null), id);
        suite.step("group.simplelist", () -> has(listIds(), id, true), id);
        runMembers(id, renamed);
        suite.step("group.delete", () -> accepted(delete(id)), id);
        suite.step("group.get.deleted", () -> refused(42002, get(id)), id);
        suite.step("group.delete.again", () -> refused(42002, delete(id)), id);
    }

    /** Fills the group and empties it again. */
    private void runMembers(String id, String name) {
        List<String> users = suite.users();
        String first = users.get(0);
        List<String> others = users.subList(1, users.size());

        suite.step("group_member.add", () -> accepted(add(id, first)), id);
        suite.step("group_member.add.existing", () -> refused(42005, add(id, first)), id);
        suite.step("group_member.add.unknown_user", () -> refused(41073, add(id, NO_USER)), id);
        suite.step("group_member.batch_add", () -> batchAddGives(id, others, 0), id);
        suite.step("group_member.batch_add.existing", () -> batchAddGives(id, List.of(first), 42005), id);
        suite.step("group_member.simplelist", () -> membersAre(id, 50, users), id);
        suite.step("group_member.simplelist.paged", () -> membersAre(id, 1, users), id);
        suite.step("group_member.simplelist.unknown_group", () -> refused(42002,
                memberPage(unique("none"), 50, null)));
        suite.step("group.get.counts", () -> getIs(id, name, users.size()), id);
        suite.step("group.member_belong", () -> has(ofUser(first), id, true), id);
        suite.step("group.delete.not_empty", () -> refused(42017, delete(id)), id);
        suite.step("group_member.remove", () -> accepted(remove(id, first)), id);
        suite.step("group_member.remove.not_a_member", () -> accepted(remove(id, first)), id);
        suite.step("group.member_belong.gone", () -> has(ofUser(first), id, false), id);
        suite.step("group_member.batch_remove", () -> accepted(batchRemove(id, others)), id);
        suite.step("group_member.simplelist.empty", () -> membersAre(id, 50, List.of()), id);
    }
}
