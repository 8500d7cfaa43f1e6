-- The same tables, keys, columns and indexes as in `../sqlite`; a test holds one against the other.
-- Who governs, and what they need for it. Times are milliseconds since 1970 (UTC), 0 where there is none.

-- People who sign in to the console and hold API tokens.
create table administrator (
    tenant      bigint not null,
    id          bigint not null,
    login       text collate "C" not null,       -- what they sign in with
    name        text collate "C" not null,
    role        text collate "C" not null check (role in ('owner', 'administrator', 'auditor', 'helpdesk')),
    "user"        bigint not null,               -- user.id, 0: nobody of the company
    password    text collate "C" not null,       -- argon2id in the PHC form; empty: none
    totp        bytea,                           -- sealed seed, null: none
    totp_step   bigint not null,                 -- the last step that was used: a code counts once
    failures    bigint not null,                 -- wrong sign-ins in a row
    locked      bigint not null,                 -- until when no sign-in is taken
    disabled    bigint not null,
    language    text collate "C" not null,       -- of notices: zh or en
    created     bigint not null,
    primary key (tenant, id),
    unique (tenant, login)
);
create index administrator_of_user on administrator (tenant, "user");

-- Sessions of the console, by hash alone.
create table admin_session (
    hash          bytea not null primary key,
    tenant        bigint not null,
    administrator bigint not null,
    via           text collate "C" not null check (via in ('password', 'user_token', 'dev')),
    created       bigint not null,
    seen          bigint not null,
    expires       bigint not null                -- however busy it is
);
create index admin_session_of on admin_session (tenant, administrator);
create index admin_session_by_expiry on admin_session (expires);

-- API tokens of administrators, by hash alone.
create table admin_token (
    hash          bytea not null primary key,
    tenant        bigint not null,
    id            bigint not null,
    administrator bigint not null,
    name          text collate "C" not null,
    rights        text collate "C" not null,     -- JSON list; no more than the administrator's own count
    created       bigint not null,
    expires       bigint not null,
    seen          bigint not null,
    revoked       bigint not null,
    unique (tenant, id)
);
create index admin_token_of on admin_token (tenant, administrator);

-- One-time links that set a password: of the first owner of a tenant, or of an administrator who has none.
create table setup_link (
    hash          bytea not null primary key,
    tenant        bigint not null,
    administrator bigint not null,               -- administrator.id, 0: a new owner
    expires       bigint not null,
    used          bigint not null
);
create index setup_link_of on setup_link (tenant, administrator);

-- A tenant's own templates of groups.
create table template (
    tenant      bigint not null,
    id          bigint not null,
    key         text collate "C" not null,
    name        text collate "C" not null,
    description text collate "C" not null,
    grants      text collate "C" not null,       -- JSON list of {resource, action}
    created     bigint not null,
    updated     bigint not null,
    primary key (tenant, id),
    unique (tenant, key)
);

-- Who has looked at a group: the newest fifty are kept.
create table group_view (
    tenant     bigint not null,
    user_group bigint not null,
    id         bigint not null,
    actor      text collate "C" not null,
    surface    text collate "C" not null,
    at         bigint not null,
    primary key (tenant, user_group, id)
);

-- Deleted groups, as long as they can come back.
create table deleted_group (
    tenant   bigint not null,
    id       bigint not null,                    -- user_group.id it had, and will have again
    group_id text collate "C" not null,
    name     text collate "C" not null,
    state    text collate "C" not null,          -- JSON: all that a restoration needs
    actor    text collate "C" not null,
    at       bigint not null,
    expires  bigint not null,
    primary key (tenant, id)
);
create index deleted_group_by_time on deleted_group (tenant, at);
create index deleted_group_by_expiry on deleted_group (expires);

-- What administrators are told.
create table inbox (
    tenant        bigint not null,
    administrator bigint not null,
    id            bigint not null,
    kind          text collate "C" not null,
    body          text collate "C" not null,     -- JSON
    at            bigint not null,
    seen          bigint not null,
    primary key (tenant, administrator, id)
);

-- Where else notices go.
create table webhook (
    tenant  bigint not null,
    id      bigint not null,
    url     text collate "C" not null,
    secret  bytea not null,                      -- sealed
    kinds   text collate "C" not null,           -- JSON list; ["*"] is every kind
    enabled bigint not null,
    created bigint not null,
    primary key (tenant, id)
);

-- Notices on their way out: by webhook or e-mail.
create table delivery (
    tenant   bigint not null,
    id       bigint not null,
    webhook  bigint not null,                    -- webhook.id, 0: an e-mail
    address  text collate "C" not null,          -- of an e-mail
    kind     text collate "C" not null,
    body     text collate "C" not null,          -- JSON
    created  bigint not null,
    due      bigint not null,                    -- the next attempt, 0: none any more
    attempts bigint not null,
    done     bigint not null,
    error    text collate "C" not null,          -- of the last attempt
    primary key (tenant, id)
);
create index delivery_due on delivery (due) where due > 0;

-- Access reviews.
create table access_review (
    tenant   bigint not null,
    id       bigint not null,
    name     text collate "C" not null,
    scope    text collate "C" not null,          -- JSON: which groups, documents, apps or doors
    owner    bigint not null,                    -- administrator.id
    due      bigint not null,
    reminded bigint not null,                    -- when last
    outcome  text collate "C" not null check (outcome in ('keep', 'remove')),-- of what nobody decided
    created  bigint not null,
    closed   bigint not null,
    primary key (tenant, id)
);
create index access_review_open on access_review (tenant, due) where closed = 0;

create table access_review_item (
    tenant   bigint not null,
    review   bigint not null,
    position bigint not null,
    item     text collate "C" not null,          -- JSON: the membership or grant
    decision text collate "C" not null check (decision in ('', 'keep', 'remove')),
    decider  bigint not null,                    -- administrator.id, 0: nobody
    at       bigint not null,
    note     text collate "C" not null,
    applied  bigint not null,
    primary key (tenant, review, position)
);

-- History by what it is about. By who did it is searched without an index: each would cost every write.
create index change_of_object on change (tenant, object, revision);

