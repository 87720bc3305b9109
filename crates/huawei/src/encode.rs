//! From a flat JSON object to the wire: parameters into path, query, header and body by the operation's table.

use phonevault_core::Result;
use phonevault_core::encoding::{encode_query, percent};
use phonevault_core::transport::{Endpoint, HttpRequest};
use phonevault_core::validate::Violations;
use serde_json::{Map, Value};

use crate::hidden;
use crate::operations::OperationSpec;

/// Builds the request of `spec`. A parameter that the table does not name travels in the body, or in the query of
/// an operation without body. `null` counts as absent. A body that is `written` already takes the place of those in the body.
///
/// # Errors
/// A variable of the path that is missing or unfit for one, and a value that a query cannot carry. These are no
/// rules of the vendor that could be skipped: without them there is no request.
pub(crate) fn build(
    spec: &OperationSpec,
    endpoint: &Endpoint,
    project_id: &str,
    params: Map<String, Value>,
    written: Option<Vec<u8>>,
) -> Result<HttpRequest> {
    let mut violations = Violations::new();
    let (mut query, mut headers, mut body) = (Vec::new(), Vec::new(), Map::new());
    let in_path: Vec<&str> = spec.path_names().collect();
    let mut variables: Vec<(String, String)> = vec![("project_id".to_owned(), project_id.to_owned())];
    for (name, value) in params {
        if value.is_null() {
            continue;
        }
        if name == "project_id" {
            violations.require(
                value.as_str() == Some(project_id),
                name,
                "is set by the client and differs from what is given here",
            );
        } else if in_path.contains(&&*name) {
            match scalar(&value) {
                Some(text) => variables.push((name, text)),
                None => violations.add(name, "must be text, a number or a boolean"),
            }
        } else if spec.headers.contains(&&*name) {
            match value {
                Value::String(text) => headers.push((name, text)),
                _ => violations.add(name, "stands in the header and must be text"),
            }
        } else if spec.query.contains(&&*name) || !spec.has_body() {
            place_in_query(spec, name, &value, &mut query, &mut violations);
        } else {
            body.insert(name, value);
        }
    }
    let mut path = String::new();
    for segment in spec.path.split('/').skip(1) {
        path.push('/');
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => {
                let value = variables.iter().find(|(known, _)| known == name).map(|(_, value)| &**value);
                match value.unwrap_or_default() {
                    "" => violations.add(name, "is mandatory: it is part of the path"),
                    // Every HTTP client resolves these segments, and another operation would be called.
                    "." | ".." => violations.add(name, "must not be `.` or `..`"),
                    value => path.push_str(&percent(value.as_bytes())),
                }
            }
            None => path.push_str(segment),
        }
    }
    violations.into_result()?;
    query.sort();
    let mut request = HttpRequest::new(spec.method, endpoint.clone(), path);
    request.query = encode_query(query.iter().map(|(name, value)| (&**name, &**value)));
    for (name, text) in headers.into_iter().filter(|(_, text)| !text.is_empty()) {
        request.headers.set(&name, text);
    }
    if let Some(written) = written {
        request.body = written;
    } else if spec.has_body() {
        let mut written = Value::Object(body);
        request.body = written.to_string().into_bytes();
        if let Value::Object(left) = &mut written {
            hidden::wipe(spec, left);
        }
    }
    Ok(request)
}

fn place_in_query(
    spec: &OperationSpec,
    name: String,
    value: &Value,
    query: &mut Vec<(String, String)>,
    violations: &mut Violations,
) {
    let Value::Array(items) = value else {
        match scalar(value) {
            Some(text) => query.push((name, text)),
            None => violations
                .add(name, "stands in the query and must be text, a number, a boolean or a list of these"),
        }
        return;
    };
    let mut texts = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match scalar(item) {
            Some(text) => texts.push(text),
            None => violations.add(format!("{name}[{index}]"), "must be text, a number or a boolean"),
        }
    }
    if texts.is_empty() {
        return;
    }
    if spec.comma_lists.contains(&&*name) {
        query.push((name, texts.join(",")));
    } else {
        query.extend(texts.into_iter().map(|text| (name.clone(), text)));
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;
    use serde_json::json;

    fn built(operation: &str, params: &Value) -> Result<HttpRequest> {
        let endpoint = Endpoint::parse("x", "http://127.0.0.1:1").unwrap();
        let params = params.as_object().unwrap().clone();
        build(operations::find(operation).unwrap(), &endpoint, "p", params, None)
    }

    #[test]
    fn parameters_go_where_the_table_says() {
        let request = built("UpdatePhoneName", &json!({"phone_name": "ä b", "phone_id": "a/b c"})).unwrap();
        assert_eq!((request.method.name(), &*request.path), ("PUT", "/v1/p/cloud-phone/phones/a%2Fb%20c"));
        assert_eq!((&*request.query, &*request.body), ("", "{\"phone_name\":\"ä b\"}".as_bytes()));
        let request = built(
            "ListImages",
            &json!({"limit": 5, "image_name": "a&b=c", "status": [2, 1], "flag": true, "create_since": null}),
        )
        .unwrap();
        assert_eq!(request.query, "flag=true&image_name=a%26b%3Dc&limit=5&status=1&status=2");
        assert!(request.body.is_empty());
    }

    #[test]
    fn comma_lists_are_one_value_and_a_delete_may_have_a_body() {
        let request = built("ListShareFiles", &json!({"server_ids": ["s1", "s2"], "path": "/data"})).unwrap();
        assert_eq!(request.query, "path=%2Fdata&server_ids=s1%2Cs2");
        let request = built("DeleteShareApps", &json!({"package_name": "p", "server_ids": ["s"]})).unwrap();
        assert_eq!(request.method.name(), "DELETE");
        assert_eq!(request.body, br#"{"package_name":"p","server_ids":["s"]}"#);
        let request = built("DeleteImage", &json!({"image_id": "i"})).unwrap();
        assert!(request.body.is_empty());
    }

    #[test]
    fn what_makes_no_request_is_refused_with_its_name() {
        for (operation, params, field) in [
            ("ShowJob", json!({}), "job_id"),
            ("ShowJob", json!({"job_id": ""}), "job_id"),
            ("ShowJob", json!({"job_id": ".."}), "job_id"),
            ("ShowJob", json!({"job_id": ["a"]}), "job_id"),
            ("ShowJob", json!({"job_id": "j", "project_id": "other"}), "project_id"),
            ("ListJobs", json!({"request_id": {"a": 1}}), "request_id"),
            ("ListJobs", json!({"request_ids": [["a"]]}), "request_ids[0]"),
        ] {
            let error = built(operation, &params).unwrap_err();
            assert_eq!(error.violations()[0].field, field, "{error}");
        }
        assert!(built("ShowJob", &json!({"job_id": "j", "project_id": "p"})).is_ok());
    }
}
