'use strict';
// Apps and their collaborators (application v6).
const { NO_APP, NO_USER, call, check, equal, refused } = require('../support');

const params = { user_id_type: 'open_id' };

// The calls of this family, by open_id.
class Apps {
    constructor(client) {
        this.app = client.application.v6.application;
        this.collaborators = client.application.v6.applicationCollaborators;
    }

    get(app_id) {
        return this.app.get({ path: { app_id }, params: { lang: 'zh_cn', ...params } });
    }

    async list(app_id) {
        return (await call(this.collaborators.get({ path: { app_id }, params }))).collaborators || [];
    }

    update(app_id, data) {
        return this.collaborators.update({ path: { app_id }, params, data });
    }
}

async function run(suite) {
    const { step, config: { users, target_app_id: target, app_id: me } } = suite;
    const api = new Apps(suite.client);
    const adds = [
        { type: 'administrator', user_id: users[0] },
        { type: 'developer', user_id: users[1] },
    ];
    const removes = users.slice(0, 2);

    const present = async () => {
        const got = await api.list(target);
        const missing = adds.filter((add) => !got.some((one) => one.user_id === add.user_id && one.type === add.type));
        check(missing.length === 0, `missing: ${JSON.stringify(missing)}`);
    };

    const owner = await step('application.get.me', async () => {
        const { app } = await call(api.get('me'));
        equal(app.app_id, me, 'app_id');
        check(app.app_name, 'no app_name in the answer');
        return (await call(api.get(target))).app.owner.owner_id;
    });
    await step('application.get.unknown', () => refused(api.get(NO_APP), 210506));
    await step('application.get.malformed', () => refused(api.get('nonsense'), 210503));
    await step('collaborators.get', () => api.list(target));
    await step('collaborators.update.add', () => call(api.update(target, { adds })));
    await step('collaborators.get.added', present);
    await step('collaborators.update.bad_role', () => refused(
        api.update(target, { adds: [{ type: 'emperor', user_id: users[2] }], removes }), 210001,
    ));
    await step('collaborators.update.unknown_user', () => refused(
        api.update(target, { adds: [{ type: 'developer', user_id: NO_USER }], removes }), 210001,
    ));
    await step('collaborators.update.add_and_remove', () => refused(
        api.update(target, { adds: [{ type: 'operator', user_id: users[0] }], removes: users.slice(0, 1) }), 210001,
    ));
    await step('collaborators.update.owner', () => refused(api.update(target, { removes: [owner] }), 210001), owner);
    await step('collaborators.update.unknown_app', () => refused(api.update(NO_APP, { adds }), 210021));
    await step('collaborators.get.unchanged', present);
    await step('collaborators.update.remove', () => call(api.update(target, { removes })));
    await step('collaborators.get.removed', async () => {
        const left = (await api.list(target)).filter((one) => removes.includes(one.user_id));
        check(left.length === 0, `still there: ${JSON.stringify(left)}`);
    });
}

module.exports = { run };
