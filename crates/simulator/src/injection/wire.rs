//! Faults of a whole call: what the caller gets instead of the answer.
//!
//! Whether the operation was carried out must not show: with one kind, the caller gets the same status, the same
//! headers and the same kind of body either way. Where a part of a success is shown, it is therefore only its beginning,
//! up to the request id. (A late answer is the exception: the caller whose patience ends before gets nothing in both
//! cases, a patient one gets the answer or the gateway's time-out.)

use std::time::Duration;

use bytes::Bytes;
use jiff::SignedDuration;

use super::Injected;
use super::called::Called;
use super::engine::Wire;
use super::kind::{Kind, SKEW_MS, SLOW_MS};
use crate::clock::http_date;
use crate::requests::Record;
use crate::service::{Delivery, Request, Response, ResponseBody};
use crate::universe::Universe;
use crate::world::Cloud;
use crate::{alibaba, huawei};

/// A refusal of the whole call that each cloud writes in its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Too many calls; with a number of milliseconds after which to try again.
    Throttled(Option<u64>),
    /// An error status, 400 to 599.
    Status(u16),
}

/// How a success begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beginning {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// The document up to the request id, if it shows one.
    pub(crate) text: String,
}

/// The page of a proxy between the caller and the cloud.
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Sign in to continue</title></head>\n\
                    <body><h1>Sign in to continue</h1><p>This network asks for a sign-in before it lets you \
                    through.</p></body></html>\n";

/// Carries a call out, or does not, and gives what the caller gets.
pub(super) fn carry(
    universe: &Universe,
    mut request: Request,
    called: &Called,
    wire: Wire,
    injected: &Injected,
) -> Response {
    let ms = |default| Duration::from_millis(wire.ms.unwrap_or(default));
    if wire.kind == Kind::ClockSkew {
        // Whether that is a reason to refuse is for the gateway to say.
        let off = SignedDuration::try_from(ms(SKEW_MS)).unwrap_or(SignedDuration::MAX);
        request.skew = request.skew.saturating_add(off);
        let date = http_date(request.gateway_time(&universe.clock));
        return super::remembered(universe, called, universe.answer(&request, injected))
            .with_header("date", date);
    }
    // A read leaves no trace, so it is asked whenever its answer is of use.
    let reads = !called.changes && matches!(wire.kind, Kind::Truncated);
    let real = (wire.applied || reads).then(|| universe.answer(&request, injected));
    let carried_out = real.is_some();
    let id = real.as_ref().and_then(|real| request_id(called.cloud, real));
    let id = id.unwrap_or_else(|| new_id(universe, called.cloud, &request));
    universe.injection.remember(called, &id);
    let refused = |refused| named(called.cloud, &request, refuse(called.cloud, &request, &id, refused), &id);
    let response = match wire.kind {
        Kind::Throttle => refused(Refused::Throttled(wire.ms)),
        Kind::Status(code) => refused(Refused::Status(code)),
        Kind::RefuseConnection => Response::empty(0).delivered(Delivery::Closed),
        Kind::Reset => Response::empty(0).delivered(Delivery::Reset),
        Kind::Html => Response::bytes(200, "text/html; charset=utf-8", PAGE).with_header("server", "proxy"),
        Kind::Malformed => {
            let Beginning { status, content_type, text } = begin(universe, called, &request, &id);
            named(called.cloud, &request, Response::bytes(status, content_type, text), &id)
        }
        Kind::Truncated => match real {
            Some(real) if reads => half(real),
            _ => {
                let Beginning { status, content_type, text } = begin(universe, called, &request, &id);
                let announced = 2 * text.len() as u64;
                let response =
                    named(called.cloud, &request, Response::bytes(status, content_type, text), &id);
                response.delivered(Delivery::Truncated { announced })
            }
        },
        Kind::Slow => {
            let late = Delivery::Delayed(ms(SLOW_MS));
            real.unwrap_or_else(|| refused(Refused::Status(504))).delivered(late)
        }
        // Kinds of single phones and the skewed clock never come here.
        _ => real.unwrap_or_else(|| refused(Refused::Status(500))),
    };
    tracing::debug!(operation = called.operation, fault = wire.kind.name(), applied = wire.applied, "fault");
    if carried_out {
        // The cloud has noted what it did; here the caller is told something else.
        universe.requests.answered_otherwise(&id, response.status);
    } else {
        universe.requests.record(Record {
            cloud: called.cloud,
            operation: called.operation.clone(),
            request_id: id,
            status: response.status,
            applied: false,
        });
    }
    response
}

/// The first half of an answer; what its head announces stays. An answer without body stays whole.
fn half(mut response: Response) -> Response {
    let announced = match &mut response.body {
        ResponseBody::Bytes(bytes) => {
            let all = bytes.len();
            *bytes = bytes.slice(..all / 2);
            all as u64
        }
        ResponseBody::File { bytes, .. } => {
            let all = *bytes;
            *bytes = all / 2;
            all
        }
    };
    if announced == 0 { response } else { response.delivered(Delivery::Truncated { announced }) }
}

/// The name of the header that carries the request id.
fn id_header(cloud: Cloud, response_of: &Request) -> &'static str {
    match cloud {
        Cloud::Huawei => huawei::id_header(response_of.service),
        Cloud::Alibaba => alibaba::id_header(response_of.service),
    }
}

pub(super) fn request_id(cloud: Cloud, response: &Response) -> Option<String> {
    let names: &[&str] = match cloud {
        Cloud::Huawei => &["x-request-id", "x-obs-request-id"],
        Cloud::Alibaba => &["x-acs-request-id", "x-oss-request-id"],
    };
    names.iter().find_map(|name| response.header(name)).map(str::to_owned)
}

fn named(cloud: Cloud, request: &Request, response: Response, id: &str) -> Response {
    response.with_header(id_header(cloud, request), id)
}

fn new_id(universe: &Universe, cloud: Cloud, request: &Request) -> String {
    match cloud {
        Cloud::Huawei => huawei::new_request_id(universe, request.service),
        Cloud::Alibaba => alibaba::new_request_id(universe, request.service),
    }
}

fn refuse(cloud: Cloud, request: &Request, id: &str, refused: Refused) -> Response {
    let mut response = match cloud {
        Cloud::Huawei => huawei::refuse_injected(request, id, refused),
        Cloud::Alibaba => alibaba::refuse_injected(request, id, refused),
    };
    // An answer to HEAD has no body, whatever it says.
    if request.method == "HEAD" {
        response.body = ResponseBody::Bytes(Bytes::new());
    }
    response
}

fn begin(universe: &Universe, called: &Called, request: &Request, id: &str) -> Beginning {
    match called.cloud {
        Cloud::Huawei => huawei::beginning(universe, called, request, id),
        Cloud::Alibaba => alibaba::beginning(called, request, id),
    }
}
