-- Who governs, and what they need for it. Times are milliseconds since 1970 (UTC), 0 where there is none.

-- People who sign in to the console and hold API tokens.
create table administrator (
    tenant      integer not null,
    id          integer not null,
    login       text not null,                   -- what they sign in with
    name        text not null,
    role        text not null check (role in ('owner', 'administrator', 'auditor', 'helpdesk')),
    user        integer not null,                -- user.id, 0: nobody of the company
    password    text not null,                   -- argon2id in the PHC form; empty: none
    totp        blob,                            -- sealed seed, null: none
    totp_step   integer not null,                -- the last step that was used: a code counts once
    failures    integer not null,                -- wrong sign-ins in a row
    locked      integer not null,                -- until when no sign-in is taken
    disabled    integer not null,
    language    text not null,                   -- of notices: zh or en
    created     integer not null,
    primary key (tenant, id),
    unique (tenant, login)
) strict, without rowid;
create index administrator_of_user on administrator (tenant, user);

-- Sessions of the console, by hash alone.
create table admin_session (
    hash          blob not null primary key,
    tenant        integer not null,
    administrator integer not null,
    via           text not null check (via in ('password', 'user_token', 'dev')),
    created       integer not null,
    seen          integer not null,
    expires       integer not null               -- however busy it is
) strict, without rowid;
create index admin_session_of on admin_session (tenant, administrator);
create index admin_session_by_expiry on admin_session (expires);

-- API tokens of administrators, by hash alone.
create table admin_token (
    hash          blob not null primary key,
    tenant        integer not null,
    id            integer not null,
    administrator integer not null,
    name          text not null,
    rights        text not null,                 -- JSON list; no more than the administrator's own count
    created       integer not null,
    expires       integer not null,
    seen          integer not null,
    revoked       integer not null,
    unique (tenant, id)
) strict, without rowid;
create index admin_token_of on admin_token (tenant, administrator);

-- One-time links that set a password: of the first owner of a tenant, or of an administrator who has none.
create table setup_link (
    hash          blob not null primary key,
    tenant        integer not null,
    administrator integer not null,              -- administrator.id, 0: a new owner
    expires       integer not null,
    used          integer not null
) strict, without rowid;
create index setup_link_of on setup_link (tenant, administrator);

-- A tenant's own templates of groups.
create table template (
    tenant      integer not null,
    id          integer not null,
    key         text not null,
    name        text not null,
    description text not null,
    grants      text not null,                   -- JSON list of {resource, action}
    created     integer not null,
    updated     integer not null,
    primary key (tenant, id),
    unique (tenant, key)
) strict, without rowid;

-- Who has looked at a group: the newest fifty are kept.
create table group_view (
    tenant     integer not null,
    user_group integer not null,
    id         integer not null,
    actor      text not null,
    surface    text not null,
    at         integer not null,
    primary key (tenant, user_group, id)
) strict, without rowid;

-- Deleted groups, as long as they can come back.
create table deleted_group (
    tenant   integer not null,
    id       integer not null,                   -- user_group.id it had, and will have again
    group_id text not null,
    name     text not null,
    state    text not null,                      -- JSON: all that a restoration needs
    actor    text not null,
    at       integer not null,
    expires  integer not null,
    primary key (tenant, id)
) strict, without rowid;
create index deleted_group_by_time on deleted_group (tenant, at);
create index deleted_group_by_expiry on deleted_group (expires);

-- What administrators are told.
create table inbox (
    tenant        integer not null,
    administrator integer not null,
    id            integer not null,
    kind          text not null,
    body          text not null,                 -- JSON
    at            integer not null,
    seen          integer not null,
    primary key (tenant, administrator, id)
) strict, without rowid;

-- Where else notices go.
create table webhook (
    tenant  integer not null,
    id      integer not null,
    url     text not null,
    secret  blob not null,                       -- sealed
    kinds   text not null,                       -- JSON list; ["*"] is every kind
    enabled integer not null,
    created integer not null,
    primary key (tenant, id)
) strict, without rowid;

-- Notices on their way out: by webhook or e-mail.
create table delivery (
    tenant   integer not null,
    id       integer not null,
    webhook  integer not null,                   -- webhook.id, 0: an e-mail
    address  text not null,                      -- of an e-mail
    kind     text not null,
    body     text not null,                      -- JSON
    created  integer not null,
    due      integer not null,                   -- the next attempt, 0: none any more
    attempts integer not null,
    done     integer not null,
    error    text not null,                      -- of the last attempt
    primary key (tenant, id)
) strict, without rowid;
create index delivery_due on delivery (due) where due > 0;

-- Access reviews.
create table access_review (
    tenant   integer not null,
    id       integer not null,
    name     text not null,
    scope    text not null,                      -- JSON: which groups, documents, apps or doors
    owner    integer not null,                   -- administrator.id
    due      integer not null,
    reminded integer not null,                   -- when last
    outcome  text not null check (outcome in ('keep', 'remove')), -- of what nobody decided
    created  integer not null,
    closed   integer not null,
    primary key (tenant, id)
) strict, without rowid;
create index access_review_open on access_review (tenant, due) where closed = 0;

create table access_review_item (
    tenant   integer not null,
    review   integer not null,
    position integer not null,
    item     text not null,                      -- JSON: the membership or grant
    decision text not null check (decision in ('', 'keep', 'remove')),
    decider  integer not null,                   -- administrator.id, 0: nobody
    at       integer not null,
    note     text not null,
    applied  integer not null,
    primary key (tenant, review, position)
) strict, without rowid;

-- History by what it is about. By who did it is searched without an index: each would cost every write.
create index change_of_object on change (tenant, object, revision);

insert into sqlite_stat1 (tbl, idx, stat) values
    ('administrator', 'administrator', '100 100 1'),
    ('administrator', 'sqlite_autoindex_administrator_2', '100 100 1'),
    ('administrator', 'administrator_of_user', '100 100 1'),
    ('admin_session', 'admin_session_of', '1000 1000 10'),
    ('admin_session', 'admin_session_by_expiry', '1000 2'),
    ('admin_token', 'sqlite_autoindex_admin_token_2', '1000 1000 1'),
    ('admin_token', 'admin_token_of', '1000 1000 10'),
    ('setup_link', 'setup_link_of', '100 100 10'),
    ('template', 'template', '100 100 1'),
    ('template', 'sqlite_autoindex_template_2', '100 100 1'),
    ('group_view', 'group_view', '10000 10000 50 1'),
    ('deleted_group', 'deleted_group', '1000 1000 1'),
    ('deleted_group', 'deleted_group_by_time', '1000 1000 1'),
    ('inbox', 'inbox', '10000 10000 100 1'),
    ('webhook', 'webhook', '20 20 1'),
    ('delivery', 'delivery', '10000 10000 1'),
    ('access_review', 'access_review', '100 100 1'),
    ('access_review', 'access_review_open', '20 20 1'),
    ('access_review_item', 'access_review_item', '100000 100000 1000 1'),
    ('change', 'change_of_object', '1000000 1000000 10 1');
