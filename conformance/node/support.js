'use strict';
// What all families share: configuration, the SDK client, steps, and the reading of answers.
const crypto = require('crypto');
const fs = require('fs');
const lark = require('@larksuiteoapi/node-sdk');

// Ids of the right shape that name nothing.
const NO_USER = `ou_${'0'.repeat(32)}`;
const NO_DEPARTMENT = `od-${'0'.repeat(32)}`;
const NO_DOCUMENT = 'doxcnNoSuchDocument00000000';
const NO_APP = 'cli_ffffffffffffffff';
const NO_NUMBER = '7000000000000000001'; // device and rule ids are decimal numbers

const environment = {
    base_url: 'FEISHU_BASE_URL',
    app_id: 'FEISHU_APP_ID',
    app_secret: 'FEISHU_APP_SECRET',
    docx_token: 'FEISHU_DOCX_TOKEN',
    device_id: 'FEISHU_DEVICE_ID',
    performance_group_id: 'FEISHU_PERFORMANCE_GROUP_ID',
    performance_closed_group_id: 'FEISHU_PERFORMANCE_CLOSED_GROUP_ID',
    target_app_id: 'FEISHU_TARGET_APP_ID',
    user_access_token: 'FEISHU_USER_ACCESS_TOKEN',
    user_open_id: 'FEISHU_USER_OPEN_ID',
    auth_code: 'FEISHU_AUTH_CODE',
};

// The fixture file's keys; environment variables win.
function loadConfig() {
    const { env } = process;
    const config = env.FEISHU_FIXTURE ? JSON.parse(fs.readFileSync(env.FEISHU_FIXTURE, 'utf8')) : {};
    for (const [key, name] of Object.entries(environment)) {
        if (env[name]) config[key] = env[name];
    }
    if (env.FEISHU_USERS) config.users = env.FEISHU_USERS.split(',').map((user) => user.trim()).filter(Boolean);
    return config;
}

// A step that did not go as it should.
class Failed extends Error {
    constructor(code, msg) {
        super(`${code} ${msg}`);
        this.failed = true;
    }
}

// The SDK resolves with the envelope on a 2xx status and rejects with an
// AxiosError on any other: both become one envelope here.
async function envelope(promise) {
    try {
        return await promise;
    } catch (error) {
        const body = error && error.response && error.response.data;
        if (body && typeof body === 'object' && body.code !== undefined) return body;
        throw error;
    }
}

// The call's data, or a failure with its code and msg.
async function call(promise) {
    const answer = await envelope(promise);
    if (!answer || answer.code !== 0) throw new Failed(answer ? answer.code : '-', answer ? answer.msg : 'empty answer');
    return answer.data;
}

// The call must have been refused with that very code.
async function refused(promise, code) {
    const answer = await envelope(promise);
    if (answer.code === 0) throw new Failed(0, `was accepted, should have been refused with ${code}`);
    if (answer.code !== code) throw new Failed(answer.code, `expected ${code}, got: ${answer.msg}`);
}

function check(condition, text) {
    if (!condition) throw new Failed(0, text);
}

function equal(got, expected, what = 'answer') {
    const [left, right] = [JSON.stringify(got), JSON.stringify(expected)];
    check(left === right, `${what} is ${left}, not ${right}`);
}

function has(collection, item, present = true) {
    check(collection.includes(item) === present, `${item} ${present ? 'missing from' : 'still in'} ${collection}`);
}

// Every entry of a paged list; `request(token)` asks for one page.
async function pages(request, pick) {
    const found = [];
    let token;
    for (let page = 0; page < 200; page += 1) {
        const data = await call(request(token));
        found.push(...(pick(data) || []));
        if (!data.has_more) return found;
        check(data.page_token, 'has_more without page_token');
        token = data.page_token;
    }
    throw new Failed(0, 'paging does not end');
}

const unique = (prefix) => `${prefix}-${Math.floor(Date.now() / 1000)}-${crypto.randomBytes(3).toString('hex')}`;
const uniqueMobile = () => `+86139${String(crypto.randomInt(10 ** 8)).padStart(8, '0')}`;

// One run: the configuration, the client, and how many steps passed and failed.
class Suite {
    constructor(config) {
        this.config = config;
        this.passed = 0;
        this.failed = 0;
        this.client = new lark.Client({
            appId: config.app_id,
            appSecret: config.app_secret,
            domain: config.base_url.replace(/\/+$/, ''),
            // LoggerLevel.fatal is 0, which the SDK takes for "not set": a silent logger instead.
            logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
            // A cache of its own: the SDK's default cache is keyed by app id only.
            cache: new lark.DefaultCache(),
        });
        this.step = this.step.bind(this);
    }

    // Runs one step; one whose inputs an earlier step did not deliver counts as failed.
    async step(name, action, ...needs) {
        try {
            if (needs.some((need) => need === null)) throw new Failed('-', 'an earlier step gave nothing to work on');
            const result = await action();
            this.passed += 1;
            console.log(`ok ${name}`);
            return result === undefined ? true : result;
        } catch (error) {
            this.failed += 1;
            const status = error && error.response ? `HTTP ${error.response.status} ` : '';
            const prefix = error.failed ? '' : `${(error && error.code) || '-'} ${status}`;
            console.log(`FAIL ${name}: ${prefix}${error && error.message}`);
            return null;
        }
    }

    // The request option for calls that take a user token only.
    async userOption() {
        const { config } = this;
        if (!config.user_access_token && config.auth_code) {
            const data = await call(this.client.authen.v1.oidcAccessToken.create({
                data: { grant_type: 'authorization_code', code: config.auth_code },
            }));
            config.user_access_token = data.access_token;
        }
        if (!config.user_access_token) throw new Failed('-', 'set FEISHU_USER_ACCESS_TOKEN or FEISHU_AUTH_CODE');
        return lark.withUserAccessToken(config.user_access_token);
    }
}

module.exports = {
    NO_APP, NO_DEPARTMENT, NO_DOCUMENT, NO_NUMBER, NO_USER,
    Suite, call, check, equal, has, loadConfig, pages, refused, unique, uniqueMobile,
};
