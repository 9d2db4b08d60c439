//! CreateCertificationKey: a new seller key for a login.

use super::super::answer::MethodAnswer;
use super::super::json::JsonValue;
use super::super::variants::FirstKey;
use super::super::world::{KeyState, LOGIN, World};
use super::Call;

/// Each request that succeeds makes a further key; older ones stay good.
pub(super) fn create(world: &mut World, call: &Call) -> MethodAnswer {
    let (user, password) = (call.params.get("user_id"), call.params.get("pwd"));
    if user != LOGIN || password != LOGIN {
        world.note(call, user, String::new(), -10001);
        return MethodAnswer::Refused(-10001);
    }
    world.key_requests += 1;
    world.note(call, user, String::new(), 0);
    if world.key_requests == 1 && world.variants.first_key == FirstKey::EmptyOnce {
        return MethodAnswer::One(JsonValue::Exact(String::new()));
    }
    let key = format!("S5sandbox_{:04}_g_1_practice/key+==", world.key_requests);
    world.keys.insert(key.clone(), KeyState::Active);
    MethodAnswer::One(JsonValue::Exact(key))
}
