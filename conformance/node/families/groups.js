'use strict';
// User groups and their members (contact v3).
const { NO_USER, call, check, equal, has, pages, refused, unique } = require('../support');

const idTypes = { user_id_type: 'open_id', department_id_type: 'open_department_id' };
const entry = (user) => ({ member_id: user, member_type: 'user', member_id_type: 'open_id' });
const single = (user) => ({ member_type: 'user', member_id_type: 'open_id', member_id: user });

// The calls of this family, with the ids and types the steps use.
class Groups {
    constructor(client) {
        this.group = client.contact.v3.group;
        this.member = client.contact.v3.groupMember;
    }

    create(name, type = 1, group_id = undefined) {
        return this.group.create({ params: idTypes, data: { name, description: 'made by a test', type, group_id } });
    }

    get(id) {
        return this.group.get({ path: { group_id: id }, params: idTypes });
    }

    patch(id, name) {
        return this.group.patch({ path: { group_id: id }, params: idTypes, data: { name, description: 'renamed' } });
    }

    delete(id) {
        return this.group.delete({ path: { group_id: id } });
    }

    async listIds() {
        const found = await pages(
            (page_token) => this.group.simplelist({ params: { page_size: 50, page_token, type: 1 } }),
            (data) => data.grouplist,
        );
        return found.map((group) => group.id);
    }

    async listIdsByIterator() {
        const ids = [];
        for await (const page of await this.group.simplelistWithIterator({ params: { page_size: 1, type: 1 } })) {
            check(page, 'the iterator gave an empty page');
            ids.push(...(page.grouplist || []).map((group) => group.id));
        }
        return ids;
    }

    ofUser(user) {
        return pages(
            (page_token) => this.group.memberBelong({
                params: { member_id: user, member_id_type: 'open_id', group_type: 1, page_size: 50, page_token },
            }),
            (data) => data.group_list,
        );
    }

    memberPage(id, page_size, page_token) {
        return this.member.simplelist({
            path: { group_id: id },
            params: { page_size, page_token, member_id_type: 'open_id', member_type: 'user' },
        });
    }

    async members(id, size) {
        const found = await pages((token) => this.memberPage(id, size, token), (data) => data.memberlist);
        return found.map((member) => member.member_id).sort();
    }

    add(id, user) {
        return this.member.add({ path: { group_id: id }, data: single(user) });
    }

    async batchAdd(id, users) {
        const { results } = await call(this.member.batchAdd({
            path: { group_id: id }, data: { members: users.map(entry) },
        }));
        return (results || []).map((result) => [result.member_id, result.code]);
    }

    remove(id, user) {
        return this.member.remove({ path: { group_id: id }, data: single(user) });
    }

    batchRemove(id, users) {
        return this.member.batchRemove({ path: { group_id: id }, data: { members: users.map(entry) } });
    }
}

async function run(suite) {
    const { step, config: { users } } = suite;
    const api = new Groups(suite.client);
    const [name, renamed] = [unique('life'), unique('life-renamed')];
    const sorted = [...users].sort();
    let id = null;

    const getIs = async (expected, members) => {
        const { group } = await call(api.get(id));
        equal([group.id, group.name, group.type], [id, expected, 1], 'id, name, type');
        if (members !== undefined) equal(group.member_user_count, members, 'member_user_count');
    };

    id = await step('group.create', async () => {
        const { group_id } = await call(api.create(name));
        check(group_id, 'no group_id in the answer');
        return group_id;
    });
    await step('group.create.duplicate_name', () => refused(api.create(name), 47009), id);
    await step('group.create.empty_name', () => refused(api.create(''), 42001));
    await step('group.create.dynamic', () => refused(api.create(unique('life'), 2), 42003));
    await step('group.create.taken_id', () => refused(api.create(unique('life'), 1, id), 47005), id);
    await step('group.get', () => getIs(name, 0), id);
    await step('group.patch', () => call(api.patch(id, renamed)), id);
    await step('group.get.renamed', () => getIs(renamed), id);
    await step('group.simplelist', async () => has(await api.listIds(), id), id);
    await step('group.simplelist.iterator', async () => has(await api.listIdsByIterator(), id), id);
    await step('group_member.add', () => call(api.add(id, users[0])), id);
    await step('group_member.add.existing', () => refused(api.add(id, users[0]), 42005), id);
    await step('group_member.add.unknown_user', () => refused(api.add(id, NO_USER), 41073), id);
    await step('group_member.batch_add', async () => equal(
        await api.batchAdd(id, users.slice(1)), users.slice(1).map((user) => [user, 0]), 'results',
    ), id);
    await step('group_member.batch_add.existing', async () => equal(
        await api.batchAdd(id, users.slice(0, 1)), [[users[0], 42005]], 'results',
    ), id);
    await step('group_member.simplelist', async () => equal(await api.members(id, 50), sorted, 'members'), id);
    await step('group_member.simplelist.paged', async () => equal(await api.members(id, 1), sorted, 'members'), id);
    await step('group_member.simplelist.unknown_group', () => refused(api.memberPage(unique('none'), 50), 42002));
    await step('group.get.counts', () => getIs(renamed, users.length), id);
    await step('group.member_belong', async () => has(await api.ofUser(users[0]), id), id);
    await step('group.delete.not_empty', () => refused(api.delete(id), 42017), id);
    await step('group_member.remove', () => call(api.remove(id, users[0])), id);
    await step('group_member.remove.not_a_member', () => call(api.remove(id, users[0])), id);
    await step('group.member_belong.gone', async () => has(await api.ofUser(users[0]), id, false), id);
    await step('group_member.batch_remove', () => call(api.batchRemove(id, users.slice(1))), id);
    await step('group_member.simplelist.empty', async () => equal(await api.members(id, 50), [], 'members'), id);
    await step('group.delete', () => call(api.delete(id)), id);
    await step('group.get.deleted', () => refused(api.get(id), 42002), id);
    await step('group.delete.again', () => refused(api.delete(id), 42002), id);
}

module.exports = { run };
