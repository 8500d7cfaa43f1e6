// Departments and the users in them (contact v3).
package menjin.conformance;

import static menjin.conformance.Answers.NO_DEPARTMENT;
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
import static menjin.conformance.Answers.unique;
import static menjin.conformance.Answers.uniqueMobile;

import com.lark.oapi.service.contact.v3.model.BatchGetIdUserReq;
import com.lark.oapi.service.contact.v3.model.BatchGetIdUserReqBody;
import com.lark.oapi.service.contact.v3.model.ChildrenDepartmentReq;
import com.lark.oapi.service.contact.v3.model.CreateDepartmentReq;
import com.lark.oapi.service.contact.v3.model.CreateDepartmentResp;
import com.lark.oapi.service.contact.v3.model.CreateUserReq;
import com.lark.oapi.service.contact.v3.model.CreateUserResp;
import com.lark.oapi.service.contact.v3.model.DeleteDepartmentReq;
import com.lark.oapi.service.contact.v3.model.DeleteDepartmentResp;
import com.lark.oapi.service.contact.v3.model.DeleteUserReq;
import com.lark.oapi.service.contact.v3.model.DeleteUserReqBody;
import com.lark.oapi.service.contact.v3.model.DeleteUserResp;
import com.lark.oapi.service.contact.v3.model.Department;
import com.lark.oapi.service.contact.v3.model.FindByDepartmentUserReq;
import com.lark.oapi.service.contact.v3.model.GetDepartmentReq;
import com.lark.oapi.service.contact.v3.model.GetDepartmentResp;
import com.lark.oapi.service.contact.v3.model.GetUserReq;
import com.lark.oapi.service.contact.v3.model.GetUserResp;
import com.lark.oapi.service.contact.v3.model.PatchDepartmentReq;
import com.lark.oapi.service.contact.v3.model.PatchDepartmentResp;
import com.lark.oapi.service.contact.v3.model.PatchUserReq;
import com.lark.oapi.service.contact.v3.model.PatchUserResp;
import com.lark.oapi.service.contact.v3.model.User;
import java.util.List;

final class Directory {
    /** What a user is created with. */
    private record Person(String name, String email, String mobile, String department) {
        static Person of(String name, String department) {
            return new Person(unique(name), unique(name) + "@example.com", uniqueMobile(), department);
        }

        Person withMobile(String other) {
            return new Person(name, email, other, department);
        }

        Person withEmail(String other) {
            return new Person(name, other, mobile, department);
        }

        Person withName(String other) {
            return new Person(other, email, mobile, department);
        }
    }

    private final Suite suite;
    private final com.lark.oapi.service.contact.v3.resource.Department departments;
    private final com.lark.oapi.service.contact.v3.resource.User users;

    private Directory(Suite suite) {
        this.suite = suite;
        this.departments = suite.client.contact().v3().department();
        this.users = suite.client.contact().v3().user();
    }

    static void run(Suite suite) {
        new Directory(suite).run();
    }

    private CreateDepartmentResp createDepartment(String name, String parent) throws Exception {
        return departments.create(CreateDepartmentReq.newBuilder()
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .department(Department.newBuilder().name(name).parentDepartmentId(parent).build()).build());
    }

    private GetDepartmentResp getDepartment(String id) throws Exception {
        return departments.get(GetDepartmentReq.newBuilder().departmentId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID).build());
    }

    /** Checks a department; no number of members means it is not looked at. */
    private void departmentIs(String id, String name, Integer members) throws Exception {
        Department got = accepted(getDepartment(id)).getDepartment();
        equal(got.getName(), name, "name");
        equal(got.getParentDepartmentId(), "0", "parent_department_id");
        if (members != null) {
            equal(got.getMemberCount(), members, "member_count");
        }
    }

    private PatchDepartmentResp patchDepartment(String id, String name) throws Exception {
        return departments.patch(PatchDepartmentReq.newBuilder().departmentId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .department(Department.newBuilder().name(name).build()).build());
    }

    private List<String> childrenOfRoot() throws Exception {
        return pages((String token) -> {
            var request = ChildrenDepartmentReq.newBuilder().departmentId("0").pageSize(50).fetchChild(false)
                    .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID);
            var data = accepted(departments.children((token == null ? request : request.pageToken(token)).build()));
            return new Answers.Page<>(data.getItems(), data.getHasMore(), data.getPageToken());
        }).stream().map(Department::getOpenDepartmentId).toList();
    }

    private DeleteDepartmentResp deleteDepartment(String id) throws Exception {
        return departments.delete(DeleteDepartmentReq.newBuilder()
                .departmentId(id).departmentIdType(OPEN_DEPARTMENT_ID).build());
    }

    private CreateUserResp createUser(Person person) throws Exception {
        return users.create(CreateUserReq.newBuilder().userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .user(User.newBuilder().name(person.name()).email(person.email()).mobile(person.mobile())
                        .departmentIds(new String[] {person.department()}).employeeType(1).build()).build());
    }

    private GetUserResp getUser(String id) throws Exception {
        return users.get(GetUserReq.newBuilder().userId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID).build());
    }

    /** Checks a user; no job title means it is not looked at. */
    private void userIs(String id, Person person, String jobTitle) throws Exception {
        User got = accepted(getUser(id)).getUser();
        equal(got.getName(), person.name(), "name");
        equal(got.getEmail(), person.email(), "email");
        equal(list(got.getDepartmentIds()), List.of(person.department()), "department_ids");
        equal(got.getStatus().getIsResigned(), false, "is_resigned");
        if (jobTitle != null) {
            equal(got.getJobTitle(), jobTitle, "job_title");
        }
    }

    private PatchUserResp patchUser(String id, String name) throws Exception {
        return users.patch(PatchUserReq.newBuilder().userId(id)
                .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID)
                .user(User.newBuilder().name(name).jobTitle("tester").build()).build());
    }

    private List<String> inDepartment(String department) throws Exception {
        return pages((String token) -> {
            var request = FindByDepartmentUserReq.newBuilder().departmentId(department).pageSize(50)
                    .userIdType(OPEN_ID).departmentIdType(OPEN_DEPARTMENT_ID);
            var data = accepted(users.findByDepartment((token == null ? request : request.pageToken(token)).build()));
            return new Answers.Page<>(data.getItems(), data.getHasMore(), data.getPageToken());
        }).stream().map(User::getOpenId).toList();
    }

    /** Checks the look-up by e-mail; an unknown address comes back without an id. */
    private void idOfEmailIs(String email, String id) throws Exception {
        var body = BatchGetIdUserReqBody.newBuilder().emails(new String[] {email}).build();
        var found = list(accepted(users.batchGetId(BatchGetIdUserReq.newBuilder()
                .userIdType(OPEN_ID).batchGetIdUserReqBody(body).build())).getUserList());
        equal(found.size(), 1, "the number of answers");
        equal(found.get(0).getEmail(), email, "email");
        String got = found.get(0).getUserId();
        equal(got == null ? "" : got, id, "user_id");
    }

    private DeleteUserResp deleteUser(String id) throws Exception {
        return users.delete(DeleteUserReq.newBuilder().userId(id).userIdType(OPEN_ID)
                .deleteUserReqBody(DeleteUserReqBody.newBuilder().build()).build());
    }

    private void run() {
        String name = unique("dept");
        String renamed = unique("dept-renamed");

        String department = suite.give("department.create", () -> {
            Department made = accepted(createDepartment(name, "0")).getDepartment();
            equal(made.getName(), name, "name");
            String id = String.valueOf(made.getOpenDepartmentId());
            check(id.startsWith("od-"), "open_department_id is " + id);
            return id;
        });
        suite.step("department.create.duplicate_name", () -> refused(43022, createDepartment(name, "0")), department);
        suite.step("department.create.unknown_parent", () -> refused(40015,
                createDepartment(unique("dept"), NO_DEPARTMENT)));
        suite.step("department.create.slash_in_name", () -> refused(43029, createDepartment(unique("de/pt"), "0")));
        suite.step("department.get", () -> departmentIs(department, name, 0), department);
        suite.step("department.patch", () -> accepted(patchDepartment(department, renamed)), department);
        suite.step("department.get.renamed", () -> departmentIs(department, renamed, null), department);
        suite.step("department.children", () -> has(childrenOfRoot(), department, true), department);
        runUser(department, renamed);
        suite.step("user.find_by_department.gone", () -> equal(
                inDepartment(department), List.of(), "users"), department);
        suite.step("department.delete", () -> accepted(deleteDepartment(department)), department);
        suite.step("department.get.deleted", () -> refused(40015, getDepartment(department)), department);
    }

    /** Takes one user of the department from joining to leaving. */
    private void runUser(String department, String departmentName) {
        Person person = Person.of("person", department);
        Person renamed = person.withName(unique("person-renamed"));

        String id = suite.give("user.create", () -> {
            User made = accepted(createUser(person)).getUser();
            equal(made.getName(), person.name(), "name");
            String openId = String.valueOf(made.getOpenId());
            check(openId.startsWith("ou_"), "open_id is " + openId);
            return openId;
        }, department);
        suite.step("user.create.duplicate_mobile", () -> refused(41001,
                createUser(Person.of("other", department).withMobile(person.mobile()))), department, id);
        suite.step("user.create.duplicate_email", () -> refused(41002,
                createUser(Person.of("other", department).withEmail(person.email()))), department, id);
        suite.step("user.create.unknown_department", () -> refused(40004,
                createUser(Person.of("other", NO_DEPARTMENT))));
        suite.step("user.get", () -> userIs(id, person, null), department, id);
        suite.step("user.get.unknown", () -> refused(99992351, getUser(NO_USER)));
        suite.step("user.patch", () -> accepted(patchUser(id, renamed.name())), id);
        suite.step("user.get.patched", () -> userIs(id, renamed, "tester"), department, id);
        suite.step("user.find_by_department", () -> equal(
                inDepartment(department), List.of(id), "users"), department, id);
        suite.step("user.batch_get_id", () -> idOfEmailIs(person.email(), id), id);
        suite.step("user.batch_get_id.unknown_email", () -> idOfEmailIs(unique("nobody") + "@example.com", ""));
        suite.step("department.get.counts", () -> departmentIs(department, departmentName, 1), department, id);
        suite.step("department.delete.not_empty", () -> refused(43011,
                deleteDepartment(department)), department, id);
        suite.step("user.delete", () -> accepted(deleteUser(id)), id);
        suite.step("user.get.resigned", () -> equal(
                accepted(getUser(id)).getUser().getStatus().getIsResigned(), true, "is_resigned"), id);
        suite.step("user.patch.resigned", () -> refused(42006, patchUser(id, person.name())), id);
    }
}
