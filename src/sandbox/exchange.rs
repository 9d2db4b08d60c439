//! One call met by the world and its faults, under the world's lock.

use super::answer::build_error_body;
use super::error::Error;
use super::faults::{Fault, FaultKind};
use super::file::WorldFile;
use super::request::Request;
use super::row_faults;
use super::variants::Charset;
use super::world::World;
use crate::domain::time::Jst;

const DEFAULT_ERROR_CODE: i64 = -90_002;

/// What was decided about a request under the world's lock.
pub(crate) struct Exchange {
    pub(crate) body: Vec<u8>,
    pub(crate) acted: bool,
    pub(crate) charset: Charset,
    pub(crate) fault: Option<Fault>,
}

impl Exchange {
    fn new(world: &World, body: String, acted: bool, fault: Option<Fault>) -> Self {
        Self { body: body.into_bytes(), acted, charset: world.variants.charset, fault }
    }
}

impl WorldFile {
    /// Reads are answered without touching the file, unless a fault must be counted.
    pub(crate) fn handle_request(&self, request: &Request, at: Jst) -> Result<Exchange, Error> {
        let looked = self.read(|world| match world.faults.can_affect(&request.method) {
            true => None,
            false => {
                world.try_read(request, at).map(|reply| Exchange::new(world, reply.body, reply.acted, None))
            }
        })?;
        match looked {
            Some(exchange) => Ok(exchange),
            None => self.change(|world| {
                let fault = world.faults.take_fault(&request.method, &request.params);
                if let Some(fault) = fault.as_ref().filter(|fault| !fault.kind.has_effect()) {
                    let body = build_fault_body(fault, request, world);
                    return Exchange::new(world, body, false, Some(fault.clone()));
                }
                let reply = world.handle(request, at);
                let Some(in_rows) = fault.as_ref().filter(|fault| fault.kind.is_in_rows()) else {
                    return Exchange::new(world, reply.body, reply.acted, fault);
                };
                match row_faults::apply_fault(in_rows.kind, &reply.body) {
                    Some(body) => {
                        Exchange { body, ..Exchange::new(world, String::new(), reply.acted, fault) }
                    }
                    // Nothing was there that could go wrong.
                    None => Exchange::new(world, reply.body, reply.acted, None),
                }
            }),
        }
    }
}

fn build_fault_body(fault: &Fault, request: &Request, world: &World) -> String {
    match fault.kind {
        FaultKind::ErrorCode => {
            let code = fault.code.unwrap_or(DEFAULT_ERROR_CODE);
            build_error_body(&request.method, code, fault.as_error_code, &world.variants)
        }
        FaultKind::NotJson => "Service is under maintenance. {".to_owned(),
        _ => String::new(),
    }
}
