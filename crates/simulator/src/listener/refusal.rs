//! Refusals that no service gets to see, each in the shape of the service's family.

use serde_json::json;

use crate::service::{Response, ServiceName};
use crate::universe::Universe;

/// The refusal of a body over the limit. OBS documents status 400 for it, the gateways 413.
pub(super) fn too_large(universe: &Universe, service: ServiceName) -> Response {
    let text = "the request body is larger than this service takes";
    match service {
        ServiceName::HuaweiObs | ServiceName::AlibabaOss => {
            render(universe, service, 400, "EntityTooLarge", text)
        }
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts | ServiceName::AlibabaMetadata => {
            render(universe, service, 413, "RequestEntityTooLarge", text)
        }
        _ => render(universe, service, 413, "APIGW.0201", text),
    }
    // What was not read any more would be taken for the next request.
    .with_header("connection", "close")
}

/// The answer to a request whose body did not come as it was declared.
pub(super) fn broken(universe: &Universe, service: ServiceName) -> Response {
    let text = "the request body did not come as it was declared";
    let code = match service {
        ServiceName::HuaweiObs | ServiceName::AlibabaOss => "IncompleteBody",
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts | ServiceName::AlibabaMetadata => {
            "InvalidParameter"
        }
        _ => "APIGW.0602",
    };
    render(universe, service, 400, code, text).with_header("connection", "close")
}

/// The answer when the simulator itself is at fault.
pub(super) fn internal(universe: &Universe, service: ServiceName) -> Response {
    let text = "the simulator failed on this request; see its standard error";
    let code = match service {
        ServiceName::HuaweiObs | ServiceName::AlibabaOss => "InternalError",
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts | ServiceName::AlibabaMetadata => "InternalError",
        ServiceName::HuaweiCph => "CPS.0003",
        _ => "APIGW.0601",
    };
    render(universe, service, 500, code, text)
}

/// `code` and `text` hold nothing that JSON or XML would want escaped.
fn render(universe: &Universe, service: ServiceName, status: u16, code: &str, text: &str) -> Response {
    match service {
        ServiceName::Admin => Response::json(status, &json!({"error": text})),
        ServiceName::HuaweiObs | ServiceName::AlibabaOss => {
            let id = universe.ids.hex32().to_ascii_uppercase();
            let document = format!(
                "<Error><Code>{code}</Code><Message>{text}</Message><RequestId>{id}</RequestId></Error>"
            );
            let vendor =
                if service == ServiceName::HuaweiObs { "x-obs-request-id" } else { "x-oss-request-id" };
            Response::xml(status, &document).with_header(vendor, id)
        }
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts | ServiceName::AlibabaMetadata => {
            let id = universe.ids.uuid();
            let body = json!({"RequestId": id, "Code": code, "Message": text});
            Response::json(status, &body).with_header("x-acs-request-id", id)
        }
        ServiceName::HuaweiIam => {
            let body = json!({"error": {"code": status, "message": text, "title": code}});
            Response::json(status, &body).with_header("x-request-id", universe.ids.hex32())
        }
        ServiceName::HuaweiCph | ServiceName::HuaweiSts | ServiceName::HuaweiMetadata => {
            let id = universe.ids.hex32();
            let body = json!({"request_id": id, "error_code": code, "error_msg": text});
            Response::json(status, &body).with_header("x-request-id", id)
        }
    }
}
