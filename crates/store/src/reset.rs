//! Back to nothing: all that a fixture will bring again is forgotten; tokens and settings stay.

use crate::{StoreError, Tx};

const FORGET: [&str; 40] = [
    "delete from access_review_item",
    "delete from access_review",
    "delete from delivery",
    "delete from webhook",
    "delete from inbox",
    "delete from deleted_group",
    "delete from group_view",
    "delete from template",
    "delete from setup_link",
    "delete from admin_token",
    "delete from admin_session",
    "delete from administrator",
    "delete from notice",
    "delete from review_member",
    "delete from review_group",
    "delete from visitor",
    "delete from door_rule_member",
    "delete from door_rule_device",
    "delete from door_rule",
    "delete from device",
    "delete from document_member",
    "delete from document",
    "delete from app_availability",
    "delete from app_collaborator",
    "delete from contact_range",
    "delete from group_department",
    "delete from group_member",
    "delete from user_group",
    "delete from open_id",
    "delete from user_department",
    "delete from user",
    "delete from department",
    "delete from decision_log",
    "delete from change",
    "delete from client_token",
    "delete from app",
    "delete from tenant",
    "delete from auth_code",
    "delete from user_grant",
    "delete from token where kind = 'refresh' and state <> 'live'",
];

/// Forgets everything but tokens and settings.
pub async fn forget_all(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for statement in FORGET {
        tx.execute(statement, &[]).await?;
    }
    Ok(())
}

/// Forgets the tokens of people and apps that are not there any more: internal numbers start again after a reset, so a
/// newcomer could inherit them.
pub async fn forget_orphaned_tokens(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    const FORGET: &str = "delete from token where not exists (select 1 from app where app.id = token.app) \
        or user <> 0 and not exists (select 1 from user as u where u.tenant = token.tenant and u.id = token.user)";
    tx.execute(FORGET, &[]).await?;
    Ok(())
}

/// Whether there is no tenant at all.
pub async fn is_empty(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    const ANY: &str = "select id from tenant limit 1";
    Ok(tx.row::<(i64,)>(ANY, &[]).await?.is_none())
}
