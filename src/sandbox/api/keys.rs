//! CreateCertificationKey: a new seller key for a login.

use super::super::answer::MethodAnswer;
use super::super::json::JsonValue;
use super::super::variants::FirstKey;
use super::super::world::{KeyState, LOGIN, World};
use super::call::{Call, MethodResult};

/// Each request that succeeds makes a further key; older ones stay good.
pub(super) fn create_key(world: &mut World, call: &Call) -> MethodResult {
    let (user, password) = (call.get("user_id"), call.get("pwd"));
    let result = if user == LOGIN && password == LOGIN { Ok(()) } else { Err(-10001) };
    call.record(world, user, String::new(), result)?;
    world.key_requests += 1;
    if world.key_requests == 1 && world.variants.first_key == FirstKey::EmptyOnce {
        return Ok(MethodAnswer::One(JsonValue::Exact(String::new())));
    }
    let key = format!("S5sandbox_{:04}_g_1_practice/key+==", world.key_requests);
    world.keys.insert(key.clone(), KeyState::Active);
    Ok(MethodAnswer::One(JsonValue::Exact(key)))
}
