-- The same tables, keys, columns and indexes as in `../sqlite`; a test holds one against the other.

alter table change add column facts bytea;       -- null: not known (an import, a row from before this, or forgotten)
alter table change add column facts_hash bytea;  -- SHA-256 of it, which the row's hash covers; null where it was never known
create index change_unknown on change (tenant, revision) where facts is null;

create table decision_log (
    tenant   bigint not null,
    id       bigint not null,                    -- orders by time of keeping
    at       bigint not null,
    log_id   text collate "C" not null,
    caller   text collate "C" not null,
    question text collate "C" not null,          -- JSON
    answer   bigint not null,
    reason   text collate "C" not null,
    revision bigint not null,                    -- of the state that was asked
    primary key (tenant, id)
);
create index decision_log_by_time on decision_log (tenant, at);

-- What dry runs would have changed, for an hour; worth nothing after a crash. A node alone keeps it in memory.
create unlogged table impact (
    tenant   bigint not null,
    id       text collate "C" not null,
    app      bigint not null,
    "user"   bigint not null,                    -- 0: the app itself asked
    revision bigint not null,
    at       bigint not null,
    changes  bytea not null,
    primary key (tenant, id)
);
