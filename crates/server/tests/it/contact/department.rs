//! Departments.

mod children;
mod contract;
mod create;
mod delete;
mod get;
mod patch;

/// Ids as the tenant writes them.
const IDS: &str = "user_id_type=user_id&department_id_type=department_id";
/// A thousand departments below 信息技术.
const A_THOUSAND: &str = "insert into department \
    (tenant, id, department_id, open_department_id, parent, name, position, leader, leaders, profile, created) \
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) \
    select d.tenant, 1000 + i, 'x' || i, 'od-x' || i, d.id, 'x' || i, i, 0, '[]', '{}', 0 \
    from n, department as d where d.department_id = 'it'";
