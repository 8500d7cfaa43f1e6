//! A person's places in their departments, from what the caller wrote.

use menjin_api::contact::user::{Order, code};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::person::place::Place;

use crate::Refusal;

/// A department as it was written, and which one it is.
pub(super) type Named<'a> = (&'a str, DepartmentNo);

/// The places in `departments`, as `orders` says; without it the first department is the primary one, and people keep
/// their place among the members of departments they stay in (`before`).
pub(super) fn places(
    user: UserNo,
    departments: &[Named<'_>],
    orders: &[Order],
    before: &[Place],
) -> Result<Vec<Place>, Refusal> {
    let mut places: Vec<Place> = Vec::with_capacity(departments.len());
    for (behind, (_, department)) in (0..).zip(departments.iter().rev()) {
        let stays = before.iter().find(|place| place.department == *department);
        places.push(Place {
            user,
            department: *department,
            user_order: stays.map_or(0, |place| place.user_order),
            department_order: if orders.is_empty() { behind } else { 0 },
            is_primary: false,
        });
    }
    places.reverse();
    let marked = put(&mut places, departments, orders)?;
    let largest = places.iter().map(|place| place.department_order).max().unwrap_or_default();
    let primary = match marked {
        Some(department) => places.iter_mut().find(|place| place.department == department),
        None => places.iter_mut().find(|place| place.department_order == largest),
    };
    if let Some(primary) = primary {
        if primary.department_order < largest {
            return Err(code::PRIMARY_NOT_FIRST.into());
        }
        primary.is_primary = true;
    }
    Ok(places)
}

/// Puts the orders into the places; which department they call the primary one.
fn put(places: &mut [Place], departments: &[Named<'_>], orders: &[Order]) -> Result<Option<DepartmentNo>, Refusal> {
    let mut seen = Vec::with_capacity(orders.len());
    let mut marked = None;
    for order in orders {
        let named = departments.iter().find(|(id, _)| *id == order.department_id).map(|(_, department)| *department);
        let place = named
            .filter(|department| !seen.contains(department))
            .and_then(|department| places.iter_mut().find(|place| place.department == department))
            .ok_or_else(|| Refusal::new(code::ORDER_DEPARTMENT_INVALID))?;
        seen.push(place.department);
        (place.user_order, place.department_order) = (order.user_order, order.department_order);
        if order.is_primary_dept == Some(true) && marked.replace(place.department).is_some() {
            return Err(code::PRIMARY_NOT_FIRST.into());
        }
    }
    Ok(marked)
}
