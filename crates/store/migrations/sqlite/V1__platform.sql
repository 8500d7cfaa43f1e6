-- The tenant is the first column of every key, but for the tables that find the tenant (tenant, app, token, auth_code, setting).
-- `id` is the internal identity of a row: (revision << 20 | n), so it orders by creation and is never used twice.
-- Times are milliseconds since 1970 (UTC). Booleans are 0 and 1. Text sorts and compares bytewise.

create table setting (
    name  text not null primary key,
    value text not null
) strict, without rowid;

create table tenant (
    id         integer not null primary key,
    tenant_key text not null unique,
    name       text not null,
    time_zone  text not null,
    created    integer not null
) strict;

create table app (
    id            integer not null primary key,
    app_id        text not null unique,
    tenant        integer not null references tenant (id),
    secret        blob not null,                 -- sealed with the server key
    name          text not null,
    description   text not null,
    kind          text not null check (kind in ('custom', 'isv')),
    status        integer not null,              -- 0 disabled, 1 enabled, 2 not yet enabled
    scopes        text not null,                 -- JSON list; ["*"] is every scope
    contact_range text not null check (contact_range in ('all', 'some', 'equal_to_availability')),
    visible_to_all integer not null,
    owner         integer not null,              -- user.id
    bot_open_id   text not null unique,
    redirect_urls text not null,                 -- JSON list
    events        blob,                          -- sealed JSON
    ip_allow_list text not null,                 -- JSON list, empty: everybody
    created       integer not null
) strict;
create index app_of_tenant on app (tenant, id);

-- Access and refresh tokens of every kind, by hash alone.
create table token (
    hash    blob not null primary key,
    kind    text not null check (kind in ('tenant', 'user', 'refresh')),
    tenant  integer not null,
    app     integer not null,
    user    integer not null,                    -- 0 for a tenant token
    scopes  text not null,                       -- JSON list, of the user's grant
    serial  integer not null,                    -- tenant tokens: what the token is derived from
    issued  integer not null,
    expires integer not null,
    granted integer not null,                    -- when the person last agreed: the end of a refresh chain counts from here
    state   text not null check (state in ('live', 'used', 'revoked'))
) strict, without rowid;
create index token_of_app on token (app, tenant, kind, issued);
create index token_by_expiry on token (expires);

create table auth_code (
    hash             blob not null primary key,
    tenant           integer not null,
    app              integer not null,
    user             integer not null,
    scopes           text not null,
    redirect_uri     text not null,
    challenge        text not null,              -- empty: no PKCE
    challenge_method text not null,
    expires          integer not null,
    used             integer not null
) strict, without rowid;
create index auth_code_by_expiry on auth_code (expires);

-- Everything a person has ever granted to an app.
create table user_grant (
    tenant  integer not null,
    app     integer not null,
    user    integer not null,
    scopes  text not null,
    granted integer not null,
    primary key (tenant, app, user)
) strict, without rowid;

create table client_token (
    tenant integer not null,
    app    integer not null,
    call   text not null,
    token  text not null,
    body   blob not null,                        -- SHA-256 of the parameters
    answer text not null,
    at     integer not null,
    primary key (tenant, app, call, token)
) strict, without rowid;

-- One row a write: audit, history and node deltas read it.
create table change (
    tenant   integer not null,
    revision integer not null,
    at       integer not null,
    actor    text not null,
    surface  text not null,
    log_id   text not null,
    action   text not null,
    object   text not null,
    before   text not null,                      -- JSON, null where there was nothing
    after    text not null,
    prev     blob not null,
    hash     blob not null,
    primary key (tenant, revision)
) strict, without rowid;

create table department (
    tenant             integer not null,
    id                 integer not null,
    department_id      text not null,
    open_department_id text not null,
    parent             integer not null,         -- 0 is the root
    name               text not null,
    position           integer not null,         -- `order` on the wire
    leader             integer not null,         -- user.id or 0
    leaders            text not null,            -- JSON list of {"kind": 1|2, "user": id}
    profile            text not null,            -- JSON: i18n_name, group_chat_employee_types, hrbps, unit_ids
    created            integer not null,
    primary key (tenant, id),
    unique (tenant, department_id),
    unique (tenant, open_department_id),
    unique (tenant, parent, position),
    unique (tenant, parent, name)
) strict, without rowid;

create table user (
    tenant      integer not null,
    id          integer not null,
    user_id     text not null,
    union_id    text not null,
    name        text not null,
    email       text,                            -- null: none, so that unique holds
    mobile      text,
    employee_no text,
    leader      integer not null,
    employee_type integer not null,
    frozen      integer not null,
    resigned    integer not null,
    manager     integer not null,                -- is_tenant_manager
    profile     text not null,                   -- JSON: every other field of the wire's user object
    created     integer not null,
    primary key (tenant, id),
    unique (tenant, union_id)
) strict, without rowid;
create unique index user_by_user_id on user (tenant, user_id) where resigned = 0;
create unique index user_by_email on user (tenant, email) where resigned = 0;
create unique index user_by_mobile on user (tenant, mobile) where resigned = 0;
create unique index user_by_employee_no on user (tenant, employee_no) where resigned = 0;
create index user_present on user (tenant, id) where resigned = 0;
create index user_left on user (tenant, id) where resigned = 1;
create index user_ever_by_user_id on user (tenant, user_id, resigned);

create table user_department (
    tenant           integer not null,
    department       integer not null,           -- 0 is the root
    user             integer not null,
    user_order       integer not null,
    department_order integer not null,
    is_primary       integer not null,
    primary key (tenant, department, user)
) strict, without rowid;
create index department_of_user on user_department (tenant, user, department);

-- A person as one app sees them: made once, when user and app meet.
create table open_id (
    tenant  integer not null,
    app     integer not null,
    user    integer not null,
    open_id text not null,
    primary key (tenant, app, user),
    unique (tenant, open_id)
) strict, without rowid;

create table user_group (
    tenant           integer not null,
    id               integer not null,
    group_id         text not null,
    name             text not null,
    description      text not null,
    type             integer not null,           -- 1 ordinary, 2 dynamic
    rule             text not null,              -- JSON, null for an ordinary group
    user_count       integer not null,
    department_count integer not null,
    created          integer not null,
    updated          integer not null,
    primary key (tenant, id),
    unique (tenant, group_id),
    unique (tenant, name)
) strict, without rowid;
create index user_group_dynamic on user_group (tenant, id) where type = 2;

create table group_member (
    tenant     integer not null,
    user_group integer not null,
    joined     integer not null,
    user       integer not null,
    starts     integer not null,                 -- 0: always
    ends       integer not null,                 -- 0: never
    primary key (tenant, user_group, joined, user),
    unique (tenant, user, user_group)
) strict, without rowid;
-- Most memberships have neither start nor end, so these stay empty; what counts not at a moment is counted by them alone.
create index group_member_upcoming on group_member (tenant, user_group, starts) where starts > 0;
create index group_member_ended on group_member (tenant, user_group, ends, starts) where ends > 0;

create table group_department (
    tenant     integer not null,
    user_group integer not null,
    joined     integer not null,
    department integer not null,
    starts     integer not null,
    ends       integer not null,
    primary key (tenant, user_group, joined, department),
    unique (tenant, department, user_group)
) strict, without rowid;

-- What the limits on groups and memberships are held against, kept by triggers: people and groups come and go in many places.
create table tally (
    tenant      integer not null primary key,
    users       integer not null,                -- present
    memberships integer not null,                -- people in ordinary groups, summed over the groups
    groups      integer not null                 -- ordinary and dynamic
) strict, without rowid;
create trigger tally_user_came after insert on user when new.resigned = 0 begin
    insert into tally (tenant, users, memberships, groups) values (new.tenant, 1, 0, 0)
        on conflict (tenant) do update set users = users + 1;
end;
create trigger tally_user_left after update of resigned on user when new.resigned <> old.resigned begin
    update tally set users = users + old.resigned - new.resigned where tenant = new.tenant;
end;
create trigger tally_user_gone after delete on user when old.resigned = 0 begin
    update tally set users = users - 1 where tenant = old.tenant;
end;
create trigger tally_group_came after insert on user_group begin
    insert into tally (tenant, users, memberships, groups) values (new.tenant, 0, iif(new.type = 1, new.user_count, 0), 1)
        on conflict (tenant) do update set memberships = memberships + excluded.memberships, groups = groups + 1;
end;
create trigger tally_group_changed after update of user_count on user_group
    when new.type = 1 and new.user_count <> old.user_count begin
    update tally set memberships = memberships + new.user_count - old.user_count where tenant = new.tenant;
end;
create trigger tally_group_gone after delete on user_group begin
    update tally set memberships = memberships - iif(old.type = 1, old.user_count, 0), groups = groups - 1
        where tenant = old.tenant;
end;

create table contact_range (
    tenant integer not null,
    app    integer not null,
    kind   text not null check (kind in ('user', 'department', 'group')),
    member integer not null,
    primary key (tenant, app, kind, member)
) strict, without rowid;
create index contact_range_by_member on contact_range (tenant, kind, member);

create table app_collaborator (
    tenant integer not null,
    app    integer not null,
    user   integer not null,
    role   text not null check (role in ('administrator', 'developer', 'operator')),
    added  integer not null,
    primary key (tenant, app, user)
) strict, without rowid;
create index app_collaborator_by_user on app_collaborator (tenant, user, app);

create table app_availability (
    tenant integer not null,
    app    integer not null,
    list   text not null check (list in ('white', 'black')),
    kind   text not null check (kind in ('user', 'department', 'group')),
    member integer not null,
    primary key (tenant, app, list, kind, member)
) strict, without rowid;
create index app_availability_by_member on app_availability (tenant, kind, member);

create table document (
    tenant   integer not null,
    id       integer not null,
    token    text not null,
    type     text not null,
    title    text not null,
    owner_kind text not null check (owner_kind in ('user', 'app')),
    owner    integer not null,
    folder   integer not null,                   -- document.id of the folder it lies in, 0: its owner's root
    inherits integer not null,                   -- still takes collaborators from the folder
    settings text not null,                      -- JSON: the v2 sharing settings
    deleted  integer not null,                   -- when it went to the bin, 0: it lives
    created  integer not null,
    updated  integer not null,
    primary key (tenant, id),
    unique (tenant, token)
) strict, without rowid;
create index document_in_folder on document (tenant, folder, id);
create index document_of_owner on document (tenant, owner_kind, owner, folder, id);

create table document_member (
    tenant    integer not null,
    document  integer not null,
    perm_type text not null check (perm_type in ('container', 'single_page')),
    kind      text not null check (kind in ('user', 'app', 'department', 'group')),
    member    integer not null,
    perm      text not null check (perm in ('view', 'edit', 'full_access')),
    added     integer not null,                  -- id-like: orders by time of adding
    starts    integer not null,
    ends      integer not null,
    primary key (tenant, document, perm_type, kind, member)
) strict, without rowid;
create index document_member_by_member on document_member (tenant, kind, member, document);

create table device (
    tenant    integer not null,
    id        integer not null,
    device_id text not null,
    name      text not null,
    sn        text not null,
    property  text not null,                     -- JSON, null: nothing known
    primary key (tenant, id),
    unique (tenant, device_id)
) strict, without rowid;

create table door_rule (
    tenant       integer not null,
    id           integer not null,
    rule_id      text not null,
    name         text not null,
    remind_face  integer not null,
    is_temp      integer not null,
    opening_time text not null,                  -- JSON as on the wire, null: always open
    deleted      integer not null,               -- ids of deleted rules are remembered
    created      integer not null,
    primary key (tenant, id),
    unique (tenant, rule_id)
) strict, without rowid;
create unique index door_rule_by_name on door_rule (tenant, name) where deleted = 0;

create table door_rule_device (
    tenant   integer not null,
    rule     integer not null,
    position integer not null,
    device   integer not null,
    primary key (tenant, rule, position),
    unique (tenant, device, rule)
) strict, without rowid;

create table door_rule_member (
    tenant   integer not null,
    rule     integer not null,
    position integer not null,
    kind     text not null check (kind in ('user', 'department', 'group', 'everyone', 'visitor')),
    member   integer not null,                   -- 0 for everyone
    starts   integer not null,
    ends     integer not null,
    primary key (tenant, rule, position),
    unique (tenant, kind, member, rule)
) strict, without rowid;

create table visitor (
    tenant     integer not null,
    id         integer not null,
    visitor_id text not null,
    name       text not null,
    phone      text not null,
    deleted    integer not null,
    primary key (tenant, id),
    unique (tenant, visitor_id)
) strict, without rowid;

create table review_group (
    tenant                integer not null,
    id                    integer not null,
    group_id              text not null,
    name                  text not null,
    api_import            integer not null,
    scope_visible_setting integer not null,
    primary key (tenant, id),
    unique (tenant, group_id)
) strict, without rowid;

create table review_member (
    tenant       integer not null,
    review_group integer not null,
    kind         text not null check (kind in ('user', 'group')),
    member       integer not null,
    primary key (tenant, review_group, kind, member)
) strict, without rowid;
create index review_member_by_member on review_member (tenant, kind, member, review_group);

-- Who is to be told of what; delivered by a later reader.
create table notice (
    tenant integer not null,
    id     integer not null,
    kind   text not null,
    user   integer not null,
    body   text not null,
    at     integer not null,
    primary key (tenant, id)
) strict, without rowid;

-- How many rows the first columns of an index leave, for a company of a hundred thousand people. Without these the planner
-- takes any index to be selective from its first column on, and that column is the tenant: it would read whole tables.
-- Fixed rather than measured, so that a query has the same plan on every machine and on every day.
analyze;
delete from sqlite_stat1;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('app', 'sqlite_autoindex_app_1', '100 1'),
    ('app', 'sqlite_autoindex_app_2', '100 1'),
    ('app', 'app_of_tenant', '100 100 1'),
    ('token', 'token', '1000 1'),
    ('token', 'token_of_app', '1000 20 20 10 1'),
    ('token', 'token_by_expiry', '1000 2'),
    ('user_grant', 'user_grant', '10000 10000 1000 1'),
    ('client_token', 'client_token', '10000 10000 1000 500 1'),
    ('change', 'change', '1000000 1000000 1'),
    ('department', 'department', '10000 10000 1'),
    ('department', 'sqlite_autoindex_department_2', '10000 10000 1'),
    ('department', 'sqlite_autoindex_department_3', '10000 10000 1'),
    ('department', 'sqlite_autoindex_department_4', '10000 10000 10 1'),
    ('department', 'sqlite_autoindex_department_5', '10000 10000 10 1'),
    ('user', 'user', '100000 100000 1'),
    ('user', 'sqlite_autoindex_user_2', '100000 100000 1'),
    ('user', 'user_by_user_id', '100000 100000 1'),
    ('user', 'user_by_email', '100000 100000 1'),
    ('user', 'user_by_mobile', '100000 100000 1'),
    ('user', 'user_by_employee_no', '100000 100000 1'),
    ('user', 'user_present', '90000 90000 1'),
    ('user', 'user_left', '10000 10000 1'),
    ('user', 'user_ever_by_user_id', '110000 110000 1 1'),
    ('user_department', 'user_department', '120000 120000 20 1'),
    ('user_department', 'department_of_user', '120000 120000 2 1'),
    ('open_id', 'open_id', '500000 500000 100000 1'),
    ('open_id', 'sqlite_autoindex_open_id_2', '500000 500000 1'),
    ('user_group', 'user_group', '500 500 1'),
    ('user_group', 'sqlite_autoindex_user_group_2', '500 500 1'),
    ('user_group', 'sqlite_autoindex_user_group_3', '500 500 1'),
    ('user_group', 'user_group_dynamic', '50 50 1'),
    ('group_member', 'group_member', '1000000 1000000 2000 20 1'),
    ('group_member', 'sqlite_autoindex_group_member_2', '1000000 1000000 10 1'),
    ('group_member', 'group_member_upcoming', '1000 1000 10 1'),
    ('group_member', 'group_member_ended', '1000 1000 10 1 1'),
    ('group_department', 'group_department', '5000 5000 10 1 1'),
    ('group_department', 'sqlite_autoindex_group_department_2', '5000 5000 5 1'),
    ('contact_range', 'contact_range', '2000 2000 50 20 1'),
    ('contact_range', 'contact_range_by_member', '2000 2000 700 2'),
    ('app_collaborator', 'app_collaborator', '500 500 5 1'),
    ('app_collaborator', 'app_collaborator_by_user', '500 500 2 1'),
    ('app_availability', 'app_availability', '5000 5000 50 25 10 1'),
    ('app_availability', 'app_availability_by_member', '5000 5000 1700 2'),
    ('document', 'document', '100000 100000 1'),
    ('document', 'sqlite_autoindex_document_2', '100000 100000 1'),
    ('document', 'document_in_folder', '100000 100000 20 1'),
    ('document', 'document_of_owner', '100000 100000 90000 20 5 1'),
    ('document_member', 'document_member', '1000000 1000000 10 8 3 1'),
    ('document_member', 'document_member_by_member', '1000000 1000000 250000 20 2'),
    ('device', 'device', '1000 1000 1'),
    ('device', 'sqlite_autoindex_device_2', '1000 1000 1'),
    ('door_rule', 'door_rule', '1000 1000 1'),
    ('door_rule', 'sqlite_autoindex_door_rule_2', '1000 1000 1'),
    ('door_rule', 'door_rule_by_name', '1000 1000 1'),
    ('door_rule_device', 'door_rule_device', '5000 5000 5 1'),
    ('door_rule_device', 'sqlite_autoindex_door_rule_device_2', '5000 5000 5 1'),
    ('door_rule_member', 'door_rule_member', '1000000 1000000 1000 1'),
    ('door_rule_member', 'sqlite_autoindex_door_rule_member_2', '1000000 1000000 200000 10 1'),
    ('visitor', 'visitor', '10000 10000 1'),
    ('visitor', 'sqlite_autoindex_visitor_2', '10000 10000 1'),
    ('review_group', 'review_group', '100 100 1'),
    ('review_group', 'sqlite_autoindex_review_group_2', '100 100 1'),
    ('review_member', 'review_member', '1000000 1000000 10000 5000 1'),
    ('review_member', 'review_member_by_member', '1000000 1000000 500000 10 1'),
    ('notice', 'notice', '10000 10000 1');
