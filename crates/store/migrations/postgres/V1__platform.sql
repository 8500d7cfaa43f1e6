-- The same tables, keys, columns, indexes and triggers as in `../sqlite`; a test holds one against the other.
-- The tenant is the first column of every key, but for the tables that find the tenant (tenant, app, token, auth_code, setting).
-- `id` is the internal identity of a row: (revision << 20 | n), so it orders by creation and is never used twice.
-- Times are milliseconds since 1970 (UTC). Booleans are 0 and 1. Text sorts and compares bytewise.

create table setting (
    name  text collate "C" not null primary key,
    value text collate "C" not null
);

create table tenant (
    id         bigint not null primary key,
    tenant_key text collate "C" not null unique,
    name       text collate "C" not null,
    time_zone  text collate "C" not null,
    created    bigint not null
);

create table app (
    id            bigint not null primary key,
    app_id        text collate "C" not null unique,
    tenant        bigint not null,               -- tenant.id; only documented, as in the other database
    secret        bytea not null,                -- sealed with the server key
    name          text collate "C" not null,
    description   text collate "C" not null,
    kind          text collate "C" not null check (kind in ('custom', 'isv')),
    status        bigint not null,               -- 0 disabled, 1 enabled, 2 not yet enabled
    scopes        text collate "C" not null,     -- JSON list; ["*"] is every scope
    contact_range text collate "C" not null check (contact_range in ('all', 'some', 'equal_to_availability')),
    visible_to_all bigint not null,
    owner         bigint not null,               -- user.id
    bot_open_id   text collate "C" not null unique,
    redirect_urls text collate "C" not null,     -- JSON list
    events        bytea,                         -- sealed JSON
    ip_allow_list text collate "C" not null,     -- JSON list, empty: everybody
    created       bigint not null
);
create index app_of_tenant on app (tenant, id);

-- Access and refresh tokens of every kind, by hash alone.
create table token (
    hash    bytea not null primary key,
    kind    text collate "C" not null check (kind in ('tenant', 'user', 'refresh')),
    tenant  bigint not null,
    app     bigint not null,
    "user"  bigint not null,                   -- 0 for a tenant token
    scopes  text collate "C" not null,           -- JSON list, of the user's grant
    serial  bigint not null,                     -- tenant tokens: what the token is derived from
    issued  bigint not null,
    expires bigint not null,
    granted bigint not null,                     -- when the person last agreed: the end of a refresh chain counts from here
    state   text collate "C" not null check (state in ('live', 'used', 'revoked'))
);
create index token_of_app on token (app, tenant, kind, issued);
create index token_by_expiry on token (expires);

create table auth_code (
    hash             bytea not null primary key,
    tenant           bigint not null,
    app              bigint not null,
    "user"           bigint not null,
    scopes           text collate "C" not null,
    redirect_uri     text collate "C" not null,
    challenge        text collate "C" not null,  -- empty: no PKCE
    challenge_method text collate "C" not null,
    expires          bigint not null,
    used             bigint not null
);
create index auth_code_by_expiry on auth_code (expires);

-- Everything a person has ever granted to an app.
create table user_grant (
    tenant  bigint not null,
    app     bigint not null,
    "user"  bigint not null,
    scopes  text collate "C" not null,
    granted bigint not null,
    primary key (tenant, app, "user")
);

create table client_token (
    tenant bigint not null,
    app    bigint not null,
    call   text collate "C" not null,
    token  text collate "C" not null,
    body   bytea not null,                       -- SHA-256 of the parameters
    answer text collate "C" not null,
    at     bigint not null,
    primary key (tenant, app, call, token)
);

-- One row a write: audit, history and node deltas read it.
create table change (
    tenant   bigint not null,
    revision bigint not null,
    at       bigint not null,
    actor    text collate "C" not null,
    surface  text collate "C" not null,
    log_id   text collate "C" not null,
    action   text collate "C" not null,
    object   text collate "C" not null,
    before   text collate "C" not null,          -- JSON, null where there was nothing
    after    text collate "C" not null,
    prev     bytea not null,
    hash     bytea not null,
    primary key (tenant, revision)
);

create table department (
    tenant             bigint not null,
    id                 bigint not null,
    department_id      text collate "C" not null,
    open_department_id text collate "C" not null,
    parent             bigint not null,          -- 0 is the root
    name               text collate "C" not null,
    position           bigint not null,          -- `order` on the wire
    leader             bigint not null,          -- user.id or 0
    leaders            text collate "C" not null, -- JSON list of {"kind": 1|2, "user": id}
    profile            text collate "C" not null, -- JSON: i18n_name, group_chat_employee_types, hrbps, unit_ids
    created            bigint not null,
    primary key (tenant, id),
    unique (tenant, department_id),
    unique (tenant, open_department_id),
    unique (tenant, parent, position),
    unique (tenant, parent, name)
);

create table "user" (
    tenant      bigint not null,
    id          bigint not null,
    user_id     text collate "C" not null,
    union_id    text collate "C" not null,
    name        text collate "C" not null,
    email       text collate "C",                -- null: none, so that unique holds
    mobile      text collate "C",
    employee_no text collate "C",
    leader      bigint not null,
    employee_type bigint not null,
    frozen      bigint not null,
    resigned    bigint not null,
    manager     bigint not null,                 -- is_tenant_manager
    profile     text collate "C" not null,       -- JSON: every other field of the wire's user object
    created     bigint not null,
    primary key (tenant, id),
    unique (tenant, union_id)
);
create unique index user_by_user_id on "user" (tenant, user_id) where resigned = 0;
create unique index user_by_email on "user" (tenant, email) where resigned = 0;
create unique index user_by_mobile on "user" (tenant, mobile) where resigned = 0;
create unique index user_by_employee_no on "user" (tenant, employee_no) where resigned = 0;
create index user_present on "user" (tenant, id) where resigned = 0;
create index user_left on "user" (tenant, id) where resigned = 1;
create index user_ever_by_user_id on "user" (tenant, user_id, resigned);

create table user_department (
    tenant           bigint not null,
    department       bigint not null,            -- 0 is the root
    "user"           bigint not null,
    user_order       bigint not null,
    department_order bigint not null,
    is_primary       bigint not null,
    primary key (tenant, department, "user")
);
create index department_of_user on user_department (tenant, "user", department);

-- A person as one app sees them: made once, when user and app meet.
create table open_id (
    tenant  bigint not null,
    app     bigint not null,
    "user"  bigint not null,
    open_id text collate "C" not null,
    primary key (tenant, app, "user"),
    unique (tenant, open_id)
);

create table user_group (
    tenant           bigint not null,
    id               bigint not null,
    group_id         text collate "C" not null,
    name             text collate "C" not null,
    description      text collate "C" not null,
    type             bigint not null,            -- 1 ordinary, 2 dynamic
    rule             text collate "C" not null,  -- JSON, null for an ordinary group
    user_count       bigint not null,
    department_count bigint not null,
    created          bigint not null,
    updated          bigint not null,
    primary key (tenant, id),
    unique (tenant, group_id),
    unique (tenant, name)
);
create index user_group_dynamic on user_group (tenant, id) where type = 2;

create table group_member (
    tenant     bigint not null,
    user_group bigint not null,
    joined     bigint not null,
    "user"     bigint not null,
    starts     bigint not null,                  -- 0: always
    ends       bigint not null,                  -- 0: never
    primary key (tenant, user_group, joined, "user"),
    unique (tenant, "user", user_group)
);
-- Most memberships have neither start nor end, so these stay empty; what counts not at a moment is counted by them alone.
create index group_member_upcoming on group_member (tenant, user_group, starts) where starts > 0;
create index group_member_ended on group_member (tenant, user_group, ends, starts) where ends > 0;

create table group_department (
    tenant     bigint not null,
    user_group bigint not null,
    joined     bigint not null,
    department bigint not null,
    starts     bigint not null,
    ends       bigint not null,
    primary key (tenant, user_group, joined, department),
    unique (tenant, department, user_group)
);

-- What the limits on groups and memberships are held against, kept by triggers: people and groups come and go in many places.
create table tally (
    tenant      bigint not null primary key,
    users       bigint not null,                 -- present
    memberships bigint not null,                 -- people in ordinary groups, summed over the groups
    groups      bigint not null                  -- ordinary and dynamic
);
create function tally_people_came() returns trigger language plpgsql as $$ begin
    insert into tally (tenant, users, memberships, groups)
        select tenant, count(*), 0, 0 from came where resigned = 0 group by tenant
        on conflict (tenant) do update set users = tally.users + excluded.users;
    return null;
end $$;
create function tally_people_left() returns trigger language plpgsql as $$ begin
    update tally set users = users + old.resigned - new.resigned where tenant = new.tenant;
    return null;
end $$;
create function tally_people_gone() returns trigger language plpgsql as $$ begin
    update tally set users = users - lost.people
        from (select tenant, count(*) as people from gone where resigned = 0 group by tenant) as lost
        where tally.tenant = lost.tenant;
    return null;
end $$;
create function tally_group_came() returns trigger language plpgsql as $$ begin
    insert into tally (tenant, users, memberships, groups)
        values (new.tenant, 0, case new.type when 1 then new.user_count else 0 end, 1)
        on conflict (tenant) do update
            set memberships = tally.memberships + excluded.memberships, groups = tally.groups + 1;
    return null;
end $$;
create function tally_group_changed() returns trigger language plpgsql as $$ begin
    update tally set memberships = memberships + new.user_count - old.user_count where tenant = new.tenant;
    return null;
end $$;
create function tally_group_gone() returns trigger language plpgsql as $$ begin
    update tally set memberships = memberships - case old.type when 1 then old.user_count else 0 end, groups = groups - 1
        where tenant = old.tenant;
    return null;
end $$;
-- People come and go in thousands at a time, so those are counted by the statement: a row changed as often within one
-- transaction would leave as many versions of itself, each to be walked past by the next.
create trigger tally_user_came after insert on "user" referencing new table as came
    for each statement execute function tally_people_came();
create trigger tally_user_left after update of resigned on "user"
    for each row when (new.resigned <> old.resigned) execute function tally_people_left();
create trigger tally_user_gone after delete on "user" referencing old table as gone
    for each statement execute function tally_people_gone();
create trigger tally_group_came after insert on user_group
    for each row execute function tally_group_came();
create trigger tally_group_changed after update of user_count on user_group
    for each row when (new.type = 1 and new.user_count <> old.user_count) execute function tally_group_changed();
create trigger tally_group_gone after delete on user_group
    for each row execute function tally_group_gone();

create table contact_range (
    tenant bigint not null,
    app    bigint not null,
    kind   text collate "C" not null check (kind in ('user', 'department', 'group')),
    member bigint not null,
    primary key (tenant, app, kind, member)
);
create index contact_range_by_member on contact_range (tenant, kind, member);

create table app_collaborator (
    tenant bigint not null,
    app    bigint not null,
    "user" bigint not null,
    role   text collate "C" not null check (role in ('administrator', 'developer', 'operator')),
    added  bigint not null,
    primary key (tenant, app, "user")
);
create index app_collaborator_by_user on app_collaborator (tenant, "user", app);

create table app_availability (
    tenant bigint not null,
    app    bigint not null,
    list   text collate "C" not null check (list in ('white', 'black')),
    kind   text collate "C" not null check (kind in ('user', 'department', 'group')),
    member bigint not null,
    primary key (tenant, app, list, kind, member)
);
create index app_availability_by_member on app_availability (tenant, kind, member);

create table document (
    tenant   bigint not null,
    id       bigint not null,
    token    text collate "C" not null,
    type     text collate "C" not null,
    title    text collate "C" not null,
    owner_kind text collate "C" not null check (owner_kind in ('user', 'app')),
    owner    bigint not null,
    folder   bigint not null,                    -- document.id of the folder it lies in, 0: its owner's root
    inherits bigint not null,                    -- still takes collaborators from the folder
    settings text collate "C" not null,          -- JSON: the v2 sharing settings
    deleted  bigint not null,                    -- when it went to the bin, 0: it lives
    created  bigint not null,
    updated  bigint not null,
    primary key (tenant, id),
    unique (tenant, token)
);
create index document_in_folder on document (tenant, folder, id);
create index document_of_owner on document (tenant, owner_kind, owner, folder, id);

create table document_member (
    tenant    bigint not null,
    document  bigint not null,
    perm_type text collate "C" not null check (perm_type in ('container', 'single_page')),
    kind      text collate "C" not null check (kind in ('user', 'app', 'department', 'group')),
    member    bigint not null,
    perm      text collate "C" not null check (perm in ('view', 'edit', 'full_access')),
    added     bigint not null,                   -- id-like: orders by time of adding
    starts    bigint not null,
    ends      bigint not null,
    primary key (tenant, document, perm_type, kind, member)
);
create index document_member_by_member on document_member (tenant, kind, member, document);

create table device (
    tenant    bigint not null,
    id        bigint not null,
    device_id text collate "C" not null,
    name      text collate "C" not null,
    sn        text collate "C" not null,
    property  text collate "C" not null,         -- JSON, null: nothing known
    primary key (tenant, id),
    unique (tenant, device_id)
);

create table door_rule (
    tenant       bigint not null,
    id           bigint not null,
    rule_id      text collate "C" not null,
    name         text collate "C" not null,
    remind_face  bigint not null,
    is_temp      bigint not null,
    opening_time text collate "C" not null,      -- JSON as on the wire, null: always open
    deleted      bigint not null,                -- ids of deleted rules are remembered
    created      bigint not null,
    primary key (tenant, id),
    unique (tenant, rule_id)
);
create unique index door_rule_by_name on door_rule (tenant, name) where deleted = 0;

create table door_rule_device (
    tenant   bigint not null,
    rule     bigint not null,
    position bigint not null,
    device   bigint not null,
    primary key (tenant, rule, position),
    unique (tenant, device, rule)
);

create table door_rule_member (
    tenant   bigint not null,
    rule     bigint not null,
    position bigint not null,
    kind     text collate "C" not null check (kind in ('user', 'department', 'group', 'everyone', 'visitor')),
    member   bigint not null,                    -- 0 for everyone
    starts   bigint not null,
    ends     bigint not null,
    primary key (tenant, rule, position),
    unique (tenant, kind, member, rule)
);

create table visitor (
    tenant     bigint not null,
    id         bigint not null,
    visitor_id text collate "C" not null,
    name       text collate "C" not null,
    phone      text collate "C" not null,
    deleted    bigint not null,
    primary key (tenant, id),
    unique (tenant, visitor_id)
);

create table review_group (
    tenant                bigint not null,
    id                    bigint not null,
    group_id              text collate "C" not null,
    name                  text collate "C" not null,
    api_import            bigint not null,
    scope_visible_setting bigint not null,
    primary key (tenant, id),
    unique (tenant, group_id)
);

create table review_member (
    tenant       bigint not null,
    review_group bigint not null,
    kind         text collate "C" not null check (kind in ('user', 'group')),
    member       bigint not null,
    primary key (tenant, review_group, kind, member)
);
create index review_member_by_member on review_member (tenant, kind, member, review_group);

-- Who is to be told of what; delivered by a later reader.
create table notice (
    tenant bigint not null,
    id     bigint not null,
    kind   text collate "C" not null,
    "user" bigint not null,
    body   text collate "C" not null,
    at     bigint not null,
    primary key (tenant, id)
);

-- What `json_each($1)` of the shared dialect is here, for each kind of list. Not strict, so that the planner puts their bodies
-- in their places and sees a plain `unnest`.
create function list_each(list bigint[]) returns table (key bigint, value bigint) language sql immutable parallel safe
    as $$ select place - 1, item from unnest(list) with ordinality as t (item, place) $$;
create function list_each(list text[]) returns table (key bigint, value text) language sql immutable parallel safe
    as $$ select place - 1, item from unnest(list) with ordinality as t (item, place) $$;
create function list_each(list text) returns table (key bigint, value json) language sql immutable parallel safe
    as $$ select place - 1, item from json_array_elements(list::json) with ordinality as t (item, place) $$;

-- When each node last proved that this server commits; here alone, as an embedded database has no other nodes.
create table node_lease (
    node  text collate "C" not null primary key,
    beats bigint not null,
    at    bigint not null
);

-- Calls of the running minute and of the last one, for rate limits. Worth nothing after a crash.
create unlogged table rate_window (
    tenant    bigint not null,
    app       bigint not null,
    call      text collate "C" not null,
    minute    bigint not null,                   -- since 1970, as `second`
    in_minute bigint not null,
    second    bigint not null,
    in_second bigint not null,
    primary key (tenant, app, call, minute)
);
