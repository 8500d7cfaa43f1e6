'use strict';
// Departments and the users in them (contact v3).
const {
    NO_DEPARTMENT, NO_USER, call, check, equal, has, pages, refused, unique, uniqueMobile,
} = require('../support');

const params = { user_id_type: 'open_id', department_id_type: 'open_department_id' };

// The department calls, by open_department_id.
class Departments {
    constructor(client) {
        this.api = client.contact.v3.department;
    }

    create(name, parent_department_id = '0') {
        return this.api.create({ params, data: { name, parent_department_id } });
    }

    get(department_id) {
        return this.api.get({ path: { department_id }, params });
    }

    patch(department_id, name) {
        return this.api.patch({ path: { department_id }, params, data: { name } });
    }

    async childrenOfRoot() {
        const found = await pages(
            (page_token) => this.api.children({
                path: { department_id: '0' },
                params: { ...params, fetch_child: false, page_size: 50, page_token },
            }),
            (data) => data.items,
        );
        return found.map((department) => department.open_department_id);
    }

    delete(department_id) {
        return this.api.delete({ path: { department_id }, params: { department_id_type: 'open_department_id' } });
    }
}

// The user calls, by open_id and open_department_id.
class Users {
    constructor(client) {
        this.api = client.contact.v3.user;
    }

    create(name, email, mobile, department) {
        return this.api.create({ params, data: { name, email, mobile, department_ids: [department], employee_type: 1 } });
    }

    get(user_id) {
        return this.api.get({ path: { user_id }, params });
    }

    patch(user_id, name, job_title) {
        return this.api.patch({ path: { user_id }, params, data: { name, job_title } });
    }

    async inDepartment(department_id) {
        const found = await pages(
            (page_token) => this.api.findByDepartment({ params: { ...params, department_id, page_size: 50, page_token } }),
            (data) => data.items,
        );
        return found.map((user) => user.open_id);
    }

    async idOfEmail(email) {
        const { user_list } = await call(this.api.batchGetId({
            params: { user_id_type: 'open_id' }, data: { emails: [email] },
        }));
        return (user_list || []).map((found) => [found.email, found.user_id]);
    }

    delete(user_id) {
        return this.api.delete({ path: { user_id }, params: { user_id_type: 'open_id' }, data: {} });
    }
}

async function run(suite) {
    const { step } = suite;
    const departments = new Departments(suite.client);
    const users = new Users(suite.client);
    const [name, renamed] = [unique('dept'), unique('dept-renamed')];
    const [person, newPerson] = [unique('person'), unique('person-renamed')];
    const [email, mobile] = [`${unique('person')}@example.com`, uniqueMobile()];
    const otherEmail = () => `${unique('other')}@example.com`;
    let department = null;
    let user = null;

    const departmentIs = async (expected, members) => {
        const { department: got } = await call(departments.get(department));
        equal([got.name, got.parent_department_id], [expected, '0'], 'name, parent_department_id');
        if (members !== undefined) equal(got.member_count, members, 'member_count');
    };
    const userIs = async (expected, jobTitle) => {
        const { user: got } = await call(users.get(user));
        equal([got.name, got.email, got.department_ids], [expected, email, [department]], 'name, email, departments');
        equal(got.status.is_resigned, false, 'is_resigned');
        if (jobTitle !== undefined) equal(got.job_title, jobTitle, 'job_title');
    };

    department = await step('department.create', async () => {
        const { department: made } = await call(departments.create(name));
        equal(made.name, name, 'name');
        check(String(made.open_department_id).startsWith('od-'), `open_department_id is ${made.open_department_id}`);
        return made.open_department_id;
    });
    await step('department.create.duplicate_name', () => refused(departments.create(name), 43022), department);
    await step('department.create.unknown_parent', () => refused(
        departments.create(unique('dept'), NO_DEPARTMENT), 40015,
    ));
    await step('department.create.slash_in_name', () => refused(departments.create(unique('de/pt')), 43029));
    await step('department.get', () => departmentIs(name, 0), department);
    await step('department.patch', () => call(departments.patch(department, renamed)), department);
    await step('department.get.renamed', () => departmentIs(renamed), department);
    await step('department.children', async () => has(await departments.childrenOfRoot(), department), department);
    user = await step('user.create', async () => {
        const { user: made } = await call(users.create(person, email, mobile, department));
        equal(made.name, person, 'name');
        check(String(made.open_id).startsWith('ou_'), `open_id is ${made.open_id}`);
        return made.open_id;
    }, department);
    await step('user.create.duplicate_mobile', () => refused(
        users.create(person, otherEmail(), mobile, department), 41001,
    ), department, user);
    await step('user.create.duplicate_email', () => refused(
        users.create(person, email, uniqueMobile(), department), 41002,
    ), department, user);
    await step('user.create.unknown_department', () => refused(
        users.create(person, otherEmail(), uniqueMobile(), NO_DEPARTMENT), 40004,
    ));
    await step('user.get', () => userIs(person), department, user);
    await step('user.get.unknown', () => refused(users.get(NO_USER), 99992351));
    await step('user.patch', () => call(users.patch(user, newPerson, 'tester')), user);
    await step('user.get.patched', () => userIs(newPerson, 'tester'), department, user);
    await step('user.find_by_department', async () => equal(
        await users.inDepartment(department), [user], 'users',
    ), department, user);
    await step('user.batch_get_id', async () => equal(await users.idOfEmail(email), [[email, user]], 'user_list'), user);
    await step('user.batch_get_id.unknown_email', async () => {
        const nobody = `${unique('nobody')}@example.com`;
        const [[asked, found]] = await users.idOfEmail(nobody);
        check(asked === nobody && !found, `answer is ${asked}, ${found}`);
    });
    await step('department.get.counts', () => departmentIs(renamed, 1), department, user);
    await step('department.delete.not_empty', () => refused(departments.delete(department), 43011), department, user);
    await step('user.delete', () => call(users.delete(user)), user);
    await step('user.get.resigned', async () => equal(
        (await call(users.get(user))).user.status.is_resigned, true, 'is_resigned',
    ), user);
    await step('user.patch.resigned', () => refused(users.patch(user, person, 'tester'), 42006), user);
    await step('user.find_by_department.gone', async () => equal(
        await users.inDepartment(department), [], 'users',
    ), department);
    await step('department.delete', () => call(departments.delete(department)), department);
    await step('department.get.deleted', () => refused(departments.get(department), 40015), department);
}

module.exports = { run };
