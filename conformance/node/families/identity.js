'use strict';
// Who the user token belongs to.
const lark = require('@larksuiteoapi/node-sdk');
const { call, check, equal, refused } = require('../support');

async function run(suite) {
    const { step, config } = suite;
    const api = suite.client.authen.v1.userInfo;

    const token = await step('user_token', async () => Boolean(await suite.userOption()));
    await step('authen.user_info', async () => {
        const person = await call(api.get({}, await suite.userOption()));
        check(person.name, 'no name in the answer');
        check(String(person.open_id).startsWith('ou_'), `open_id is ${person.open_id}`);
        if (config.user_open_id) equal(person.open_id, config.user_open_id, 'open_id');
    }, token);
    await step('authen.user_info.unknown_token', () => refused(
        api.get({}, lark.withUserAccessToken('u-nobody-was-given-this-token')), 99991668,
    ));
}

module.exports = { run };
