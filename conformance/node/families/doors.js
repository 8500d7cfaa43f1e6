'use strict';
// Door devices and rules (acs v1). The rule calls take a user token only.
const { NO_NUMBER, call, check, equal, has, refused, unique } = require('../support');

const rule = (name, user, device, [start_hhmm, end_hhmm] = [900, 1800]) => ({
    name,
    devices: [{ id: device, name: 'door' }],
    user_count: '1',
    users: [{ user_type: 1, user_id: user, user_name: 'one' }],
    visitor_count: '0',
    visitors: [],
    remind_face: false,
    opening_time: {
        valid_day: { start_day: 1699031483, end_day: 1999931483 },
        weekdays: [1, 2, 3, 4, 5],
        day_times: [{ start_hhmm, end_hhmm }],
    },
    is_temp: false,
});

// The rule calls, with the user token.
class Rules {
    constructor(suite) {
        this.suite = suite;
        this.api = suite.client.acs.v1.ruleExternal;
    }

    async write(data, rule_id = undefined) {
        return this.api.create(
            { params: { user_id_type: 'open_id', rule_id }, data: { rule: data } },
            await this.suite.userOption(),
        );
    }

    // Without a user token in the options the SDK sends the app's own.
    writeAsApp() {
        return this.api.create({ data: { rule: { name: unique('door') } } });
    }

    async get(device_id) {
        return this.api.get({ params: { device_id, user_id_type: 'open_id' } }, await this.suite.userOption());
    }

    async names(device) {
        const { rules } = await call(this.get(device));
        return Object.fromEntries((rules || []).map((one) => [one.id, one.name]));
    }

    async bind(device_id, rule_ids) {
        return this.api.deviceBind({ data: { device_id, rule_ids } }, await this.suite.userOption());
    }

    async delete(rule_id) {
        return this.api.delete({ params: { rule_id } }, await this.suite.userOption());
    }
}

async function run(suite) {
    const { step, config: { users: [user], device_id: device } } = suite;
    const api = new Rules(suite);
    const [name, renamed] = [unique('door'), unique('door-renamed')];
    let id = null;

    const named = async (expected) => equal((await api.names(device))[id], expected, "the rule's name");

    await step('device.list', async () => {
        const { items } = await call(suite.client.acs.v1.device.list());
        has((items || []).map((one) => one.device_id), device);
    });
    const before = await step('rule_external.get.before', async () => Object.keys(await api.names(device)));
    id = await step('rule_external.create', async () => {
        const { rule_id } = await call(api.write(rule(name, user, device)));
        check(rule_id && typeof rule_id === 'string', `rule_id is ${JSON.stringify(rule_id)}, not a string`);
        return rule_id;
    });
    await step('rule_external.create.tenant_token', () => refused(api.writeAsApp(), 99991663));
    await step('rule_external.create.taken_name', () => refused(api.write(rule(name, user, device)), 1490112), id);
    await step('rule_external.create.unknown_device', () => refused(
        api.write(rule(unique('door'), user, NO_NUMBER)), 1490030,
    ));
    await step('rule_external.create.backward_hours', () => refused(
        api.write(rule(unique('door'), user, device, [1800, 900])), 1490001,
    ));
    await step('rule_external.get', () => named(name), id);
    await step('rule_external.update', async () => equal(
        (await call(api.write(rule(renamed, user, device), id))).rule_id, id, 'rule_id',
    ), id);
    await step('rule_external.update.unknown_rule', () => refused(
        api.write(rule(unique('door'), user, device), NO_NUMBER), 1490090,
    ));
    await step('rule_external.get.updated', () => named(renamed), id);
    await step('rule_external.device_bind', () => call(api.bind(device, [id])), id);
    await step('rule_external.device_bind.unknown_device', () => refused(api.bind(NO_NUMBER, [id]), 1490030), id);
    await step('rule_external.device_bind.unknown_rule', () => refused(api.bind(device, [NO_NUMBER]), 1490090));
    await step('rule_external.get.bound', async () => equal(
        await api.names(device), { [id]: renamed }, "the device's rules",
    ), id);
    await step('rule_external.get.unknown_device', () => refused(api.get(NO_NUMBER), 1490030));
    await step('rule_external.delete', () => call(api.delete(id)), id);
    await step('rule_external.delete.again', () => refused(api.delete(id), 1490012), id);
    await step('rule_external.delete.unknown', () => refused(api.delete(NO_NUMBER), 1490090));
    await step('rule_external.get.gone', () => named(undefined), id);
    await step('rule_external.device_bind.restored', () => call(api.bind(device, before)), before);
}

module.exports = { run };
