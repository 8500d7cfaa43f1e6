//! `POST /console/sign-in/token` - comes in by a user token of the company. It is a page's and not in the catalogue; this says whose
//! tokens are taken.

use crate::prelude::*;

/// The call. Only apps of the company itself: no other maker's app shall hold a key to the console.
pub const BY_USER_TOKEN: Meta = Meta::post("/console/sign-in/token")
    .named("menjin.v1.sign_in")
    .about("Signs an administrator in by a user token of their company")
    .family(&super::FAMILY)
    .tokens(&[User])
    .apps(AppKinds::Custom)
    .codes(super::code::ALL)
    .shape(Shape::Page)
    .doc(super::DOC);
