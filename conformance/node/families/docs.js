'use strict';
// Documents, folders and their collaborators (docx v1, drive v1).
const { NO_DEPARTMENT, NO_DOCUMENT, NO_USER, call, check, equal, refused, unique } = require('../support');

const quiet = { type: 'docx', need_notification: false };
const member = (user, perm, member_type = 'openid', type = 'user') => (
    { member_type, member_id: user, perm, perm_type: 'container', type }
);

// The collaborator calls on one document.
class Collaborators {
    constructor(client, token) {
        this.api = client.drive.v1.permissionMember;
        this.token = token;
    }

    create(data, token = this.token) {
        return this.api.create({ path: { token }, params: quiet, data });
    }

    async batchCreate(users) {
        const { members } = await call(this.api.batchCreate({
            path: { token: this.token }, params: quiet, data: { members: users.map((user) => member(user, 'view')) },
        }));
        return (members || []).map((one) => one.member_id).sort();
    }

    async list() {
        const { items } = await call(this.api.list({
            path: { token: this.token }, params: { type: 'docx', fields: '*' },
        }));
        return new Map((items || []).map((one) => [one.member_id, one.perm]));
    }

    update(user, perm) {
        return this.api.update({
            path: { token: this.token, member_id: user },
            params: quiet,
            data: { member_type: 'openid', perm, perm_type: 'container', type: 'user' },
        });
    }

    auth(action) {
        return this.api.auth({ path: { token: this.token }, params: { type: 'docx', action } });
    }

    delete(user) {
        return this.api.delete({
            path: { token: this.token, member_id: user },
            params: { type: 'docx', member_type: 'openid' },
            data: { type: 'user', perm_type: 'container' },
        });
    }
}

async function run(suite) {
    const { step, client, config } = suite;
    const users = config.users.slice(0, 3);
    const api = new Collaborators(client, config.docx_token);

    const listHas = async (expected) => {
        const got = await api.list();
        for (const [user, perm] of Object.entries(expected)) equal(got.get(user), perm, `the role of ${user}`);
    };

    await step('docx.create', async () => {
        const title = unique('document');
        const { document } = await call(client.docx.v1.document.create({ data: { title } }));
        check(document.document_id, 'no document_id in the answer');
        equal(document.title, title, 'title');
    });
    await step('drive.create_folder', async () => {
        const folder = await call(client.drive.v1.file.createFolder({ data: { name: unique('folder'), folder_token: '' } }));
        check(folder.token && folder.url, `answer is ${JSON.stringify(folder)}`);
    });
    await step('permission_member.update.not_a_collaborator', () => refused(api.update(users[0], 'edit'), 1063003));
    await step('permission_member.create', async () => {
        const { member: made } = await call(api.create(member(users[0], 'view')));
        equal([made.member_id, made.perm], [users[0], 'view'], 'member');
    });
    await step('permission_member.create.unknown_member', () => refused(api.create(member(NO_USER, 'view')), 1063001));
    await step('permission_member.create.department', () => refused(
        api.create(member(NO_DEPARTMENT, 'view', 'opendepartmentid', 'department')), 1063001,
    ));
    await step('permission_member.create.unknown_document', () => refused(
        api.create(member(users[0], 'view'), NO_DOCUMENT), 1063001,
    ));
    await step('permission_member.batch_create', async () => equal(
        await api.batchCreate(users.slice(1)), users.slice(1).sort(), 'members',
    ));
    await step('permission_member.batch_create.partial', async () => equal(
        await api.batchCreate([users[2], NO_USER]), [users[2]], 'members',
    ));
    await step('permission_member.list', () => listHas(Object.fromEntries(users.map((user) => [user, 'view']))));
    // The owner leads the list with full_access.
    const owner = await step('permission_member.owner', async () => {
        const [[user, perm] = []] = await api.list();
        check(user && !users.includes(user) && perm === 'full_access', `the first in the list is ${user} with ${perm}`);
        return user;
    });
    await step('permission_member.create.owner', () => refused(api.create(member(owner, 'view')), 1063003), owner);
    await step('permission_member.update.owner', () => refused(api.update(owner, 'view'), 1063003), owner);
    await step('permission_member.delete.owner', () => refused(api.delete(owner), 1063003), owner);
    await step('permission_member.update', async () => equal(
        (await call(api.update(users[1], 'edit'))).member.perm, 'edit', 'perm',
    ));
    await step('permission_member.list.updated', () => listHas({ [users[1]]: 'edit' }));
    await step('permission_member.create.lower_role', () => refused(api.create(member(users[1], 'view')), 1063003));
    await step('permission_member.auth', async () => equal(
        (await call(api.auth('view'))).auth_result, true, 'auth_result',
    ));
    for (const [index, user] of users.entries()) {
        await step(`permission_member.delete.${index}`, () => call(api.delete(user)));
    }
    await step('permission_member.list.gone', async () => {
        const got = await api.list();
        const left = users.filter((user) => got.has(user));
        check(left.length === 0, `still listed: ${left}`);
    });
}

module.exports = { run };
