-- What each write did to facts, packed, beside what people read of it; and the answers that were given, where they are kept.

alter table change add column facts blob;       -- null: not known (an import, a row from before this, or forgotten)
alter table change add column facts_hash blob;  -- SHA-256 of it, which the row's hash covers; null where it was never known
create index change_unknown on change (tenant, revision) where facts is null;

create table decision_log (
    tenant   integer not null,
    id       integer not null,                   -- orders by time of keeping
    at       integer not null,
    log_id   text not null,
    caller   text not null,
    question text not null,                      -- JSON
    answer   integer not null,
    reason   text not null,
    revision integer not null,                   -- of the state that was asked
    primary key (tenant, id)
) strict, without rowid;
create index decision_log_by_time on decision_log (tenant, at);

insert into sqlite_stat1 (tbl, idx, stat) values
    ('change', 'change_unknown', '10000 10000 1'),
    ('decision_log', 'decision_log', '1000000 1000000 1'),
    ('decision_log', 'decision_log_by_time', '1000000 1000000 2');
