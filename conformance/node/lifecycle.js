#!/usr/bin/env node
'use strict';
// Drives full life cycles with the official Node SDK: `node lifecycle.js [FAMILY...]`.
// Configuration and meaning of the steps: see ../README.md. Prints one line per step, `ok NAME` or
// `FAIL NAME: CODE MSG`, then `N passed, M failed`; exits 1 when a step failed, 2 when the
// configuration is incomplete.
const { Suite, loadConfig } = require('./support');

// Family name -> [what runs it, the settings it needs].
const families = {
    identity: [require('./families/identity'), []],
    groups: [require('./families/groups'), ['users']],
    directory: [require('./families/directory'), []],
    docs: [require('./families/docs'), ['users', 'docx_token']],
    apps: [require('./families/apps'), ['users', 'target_app_id']],
    doors: [require('./families/doors'), ['users', 'device_id']],
    performance: [
        require('./families/performance'),
        ['users', 'performance_group_id', 'performance_closed_group_id'],
    ],
};

// What is wrong with the choice or the configuration, or null.
function complaint(chosen, config) {
    const unknown = chosen.filter((name) => !families[name]);
    const needed = new Set(['base_url', 'app_id', 'app_secret']);
    for (const name of chosen) for (const key of (families[name] || [null, []])[1]) needed.add(key);
    const missing = [...needed].filter((key) => !config[key] || config[key].length === 0).sort();
    if (unknown.length || missing.length) return `unknown families: ${unknown}; missing settings: ${missing}`;
    if (needed.has('users') && config.users.length < 3) return 'at least three users are needed';
    return null;
}

async function main() {
    const config = loadConfig();
    const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(families);
    const wrong = complaint(chosen, config);
    if (wrong) {
        console.error(wrong);
        return 2;
    }
    const suite = new Suite(config);
    for (const name of chosen) await families[name][0].run(suite);
    console.log(`${suite.passed} passed, ${suite.failed} failed`);
    return suite.failed ? 1 : 0;
}

main().then((status) => { process.exitCode = status; }, (error) => {
    console.error(error);
    process.exitCode = 1;
});
