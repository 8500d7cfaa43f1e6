"""Departments and the users in them (contact v3)."""
from lark_oapi.api.contact import v3 as contact

from support import NO_DEPARTMENT, NO_USER, call, check, equal, has, pages, refused, unique, unique_mobile


class Departments:
    """The department calls, by open_department_id."""

    def __init__(self, client):
        self.api = client.contact.v3.department

    def create(self, name, parent="0"):
        body = contact.Department.builder().name(name).parent_department_id(parent).build()
        return self.api.create(contact.CreateDepartmentRequest.builder()
                               .user_id_type("open_id").department_id_type("open_department_id")
                               .request_body(body).build())

    def get(self, department_id):
        return self.api.get(contact.GetDepartmentRequest.builder().department_id(department_id)
                            .user_id_type("open_id").department_id_type("open_department_id").build())

    def patch(self, department_id, name):
        body = contact.Department.builder().name(name).build()
        return self.api.patch(contact.PatchDepartmentRequest.builder().department_id(department_id)
                              .user_id_type("open_id").department_id_type("open_department_id")
                              .request_body(body).build())

    def children_of_root(self):
        def page(token):
            builder = (contact.ChildrenDepartmentRequest.builder().department_id("0").page_size(50)
                       .fetch_child(False).user_id_type("open_id").department_id_type("open_department_id"))
            return self.api.children((builder.page_token(token) if token else builder).build())
        return [department.open_department_id for department in pages(page, lambda data: data.items)]

    def delete(self, department_id):
        return self.api.delete(contact.DeleteDepartmentRequest.builder().department_id(department_id)
                               .department_id_type("open_department_id").build())


class Users:
    """The user calls, by open_id and open_department_id."""

    def __init__(self, client):
        self.api = client.contact.v3.user

    def create(self, name, email, mobile, department_id):
        body = (contact.User.builder().name(name).email(email).mobile(mobile)
                .department_ids([department_id]).employee_type(1).build())
        return self.api.create(contact.CreateUserRequest.builder()
                               .user_id_type("open_id").department_id_type("open_department_id")
                               .request_body(body).build())

    def get(self, open_id):
        return self.api.get(contact.GetUserRequest.builder().user_id(open_id)
                            .user_id_type("open_id").department_id_type("open_department_id").build())

    def patch(self, open_id, name, job_title):
        body = contact.User.builder().name(name).job_title(job_title).build()
        return self.api.patch(contact.PatchUserRequest.builder().user_id(open_id)
                              .user_id_type("open_id").department_id_type("open_department_id")
                              .request_body(body).build())

    def in_department(self, department_id):
        def page(token):
            builder = (contact.FindByDepartmentUserRequest.builder().department_id(department_id).page_size(50)
                       .user_id_type("open_id").department_id_type("open_department_id"))
            return self.api.find_by_department((builder.page_token(token) if token else builder).build())
        return [user.open_id for user in pages(page, lambda data: data.items)]

    def id_of_email(self, email):
        body = contact.BatchGetIdUserRequestBody.builder().emails([email]).build()
        data = call(self.api.batch_get_id(
            contact.BatchGetIdUserRequest.builder().user_id_type("open_id").request_body(body).build()))
        return [(entry.email, entry.user_id) for entry in data.user_list or []]

    def delete(self, open_id):
        return self.api.delete(contact.DeleteUserRequest.builder().user_id(open_id).user_id_type("open_id")
                               .request_body(contact.DeleteUserRequestBody.builder().build()).build())


def run(suite):
    step = suite.step
    departments, users = Departments(suite.client), Users(suite.client)
    name, new_name = unique("dept"), unique("dept-renamed")
    person, new_person = unique("person"), unique("person-renamed")
    email, mobile = unique("person") + "@example.com", unique_mobile()

    def create_department():
        department = call(departments.create(name)).department
        equal(department.name, name, "name")
        check((department.open_department_id or "").startswith("od-"),
              f"open_department_id is {department.open_department_id!r}")
        return department.open_department_id

    def department_is(expected, members=None):
        department = call(departments.get(did)).department
        equal(department.name, expected, "name")
        equal(department.parent_department_id, "0", "parent_department_id")
        if members is not None:
            equal(department.member_count, members, "member_count")

    def create_user():
        user = call(users.create(person, email, mobile, did)).user
        equal(user.name, person, "name")
        check((user.open_id or "").startswith("ou_"), f"open_id is {user.open_id!r}")
        return user.open_id

    def user_is(expected, job_title=None):
        user = call(users.get(uid)).user
        equal((user.name, user.email, user.department_ids), (expected, email, [did]), "name, email, departments")
        equal(user.status.is_resigned, False, "is_resigned")
        if job_title is not None:
            equal(user.job_title, job_title, "job_title")

    def unknown_email():
        nobody = unique("nobody") + "@example.com"
        [(asked, found)] = users.id_of_email(nobody)
        check(asked == nobody and not found, f"answer is {asked!r}, {found!r}")

    did = step("department.create", create_department)
    step("department.create.duplicate_name", lambda: refused(departments.create(name), 43022), did)
    step("department.create.unknown_parent", lambda: refused(
        departments.create(unique("dept"), NO_DEPARTMENT), 40015))
    step("department.create.slash_in_name", lambda: refused(departments.create(unique("de/pt")), 43029))
    step("department.get", lambda: department_is(name, 0), did)
    step("department.patch", lambda: call(departments.patch(did, new_name)), did)
    step("department.get.renamed", lambda: department_is(new_name), did)
    step("department.children", lambda: has(departments.children_of_root(), did), did)
    uid = step("user.create", create_user, did)
    step("user.create.duplicate_mobile", lambda: refused(
        users.create(person, unique("other") + "@example.com", mobile, did), 41001), did, uid)
    step("user.create.duplicate_email", lambda: refused(
        users.create(person, email, unique_mobile(), did), 41002), did, uid)
    step("user.create.unknown_department", lambda: refused(
        users.create(person, unique("other") + "@example.com", unique_mobile(), NO_DEPARTMENT), 40004))
    step("user.get", lambda: user_is(person), did, uid)
    step("user.get.unknown", lambda: refused(users.get(NO_USER), 99992351))
    step("user.patch", lambda: call(users.patch(uid, new_person, "tester")), uid)
    step("user.get.patched", lambda: user_is(new_person, "tester"), did, uid)
    step("user.find_by_department", lambda: equal(users.in_department(did), [uid], "users"), did, uid)
    step("user.batch_get_id", lambda: equal(users.id_of_email(email), [(email, uid)], "user_list"), uid)
    step("user.batch_get_id.unknown_email", unknown_email)
    step("department.get.counts", lambda: department_is(new_name, 1), did, uid)
    step("department.delete.not_empty", lambda: refused(departments.delete(did), 43011), did, uid)
    step("user.delete", lambda: call(users.delete(uid)), uid)
    step("user.get.resigned", lambda: equal(call(users.get(uid)).user.status.is_resigned, True, "is_resigned"), uid)
    step("user.patch.resigned", lambda: refused(users.patch(uid, person, "tester"), 42006), uid)
    step("user.find_by_department.gone", lambda: equal(users.in_department(did), [], "users"), did)
    step("department.delete", lambda: call(departments.delete(did)), did)
    step("department.get.deleted", lambda: refused(departments.get(did), 40015), did)
