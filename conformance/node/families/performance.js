'use strict';
// Members of a people group of performance reviews (performance v2).
const { NO_USER, call, equal, refused, unique } = require('../support');

async function run(suite) {
    const { step, config: { users, performance_group_id: group, performance_closed_group_id: closedGroup } } = suite;

    const write = (client_token, user_ids, group_id = group) => suite.client.performance.v2.userGroupUserRel.write({
        params: { client_token, user_id_type: 'open_id' },
        data: { group_id, scope_visible_setting: 1, user_ids },
    });
    const written = async (clientToken, ids, expected, failures) => {
        const { data } = await call(write(clientToken, ids));
        equal([...(data.success_user_ids || [])].sort(), [...expected].sort(), 'success_user_ids');
        equal((data.fail_user_datas || []).map((one) => [one.user_id, one.fail_code]), failures, 'fail_user_datas');
    };
    const first = unique('ct');

    await step('user_group_user_rel.write', () => written(first, users, users, []));
    await step('user_group_user_rel.write.repeated_token', () => refused(write(first, users), 1580110));
    await step('user_group_user_rel.write.unknown_group', () => refused(
        write(unique('ct'), users, unique('none')), 1580102,
    ));
    await step('user_group_user_rel.write.no_api_import', () => refused(
        write(unique('ct'), users, closedGroup), 1580401,
    ));
    await step('user_group_user_rel.write.unknown_user', () => written(
        unique('ct'), [...users.slice(0, 2), NO_USER], users.slice(0, 2), [[NO_USER, 1]],
    ));
    await step('user_group_user_rel.write.smaller', () => written(
        unique('ct'), users.slice(0, 1), users.slice(0, 1), [],
    ));
}

module.exports = { run };
