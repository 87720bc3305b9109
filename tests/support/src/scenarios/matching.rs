//! What an answer must look like: `tests/scenarios/README.md`, "Expectations".

use serde_json::{Map, Value};

/// The answer without `null` fields, which count as absent.
pub fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            kept.map(|(name, value)| (name, without_nulls(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// Compares; the error names every place that differs. `actual` holds no `null` fields.
pub fn compare(expected: &Value, actual: &Value) -> Result<(), String> {
    let mut differences = Vec::new();
    walk(expected, Some(actual), true, "", &mut differences);
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

fn walk(expected: &Value, actual: Option<&Value>, exact: bool, path: &str, out: &mut Vec<String>) {
    if let Some((name, argument)) = matcher(expected) {
        return matched(name, argument, actual, exact, path, out);
    }
    let differs = || {
        let shown = actual.map_or("nothing".to_owned(), Value::to_string);
        format!("{path}: expected {expected}, got {shown}")
    };
    match (expected, actual) {
        (Value::Null, None) => {}
        (Value::Object(wanted), Some(Value::Object(given))) => {
            for (name, value) in wanted {
                walk(value, given.get(name), exact, &format!("{path}/{name}"), out);
            }
            let surplus = given.iter().filter(|(name, _)| exact && !wanted.contains_key(*name));
            out.extend(surplus.map(|(name, value)| format!("{path}/{name}: not expected, got {value}")));
        }
        (Value::Array(wanted), Some(Value::Array(given))) if wanted.len() == given.len() => {
            for (index, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                walk(wanted, Some(given), exact, &format!("{path}/{index}"), out);
            }
        }
        // 5 and 5.0 are the same number.
        (Value::Number(wanted), Some(Value::Number(given))) if wanted.as_f64() == given.as_f64() => {}
        (wanted, Some(given)) if wanted == given => {}
        _ => out.push(differs()),
    }
}

/// An object whose only field begins with `$`.
fn matcher(expected: &Value) -> Option<(&str, &Value)> {
    let fields = expected.as_object().filter(|fields| fields.len() == 1)?;
    fields.iter().next().and_then(|(name, value)| Some((name.strip_prefix('$')?, value)))
}

fn matched(
    name: &str,
    argument: &Value,
    actual: Option<&Value>,
    exact: bool,
    path: &str,
    out: &mut Vec<String>,
) {
    let text = actual.and_then(Value::as_str);
    let piece = argument.as_str().unwrap_or_default();
    let holds = match (name, actual) {
        ("part", _) => return walk(argument, actual, false, path, out),
        ("each", Some(Value::Array(items))) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                walk(argument, Some(item), exact, &format!("{path}/{index}"), out);
            }
            return;
        }
        ("any", Some(value)) => is_of_type(value, piece),
        ("starts", _) => text.is_some_and(|text| text.starts_with(piece)),
        ("contains", _) => text.is_some_and(|text| text.contains(piece)),
        ("count", Some(Value::Array(items))) => argument.as_u64() == Some(items.len() as u64),
        ("at_least", Some(value)) => value.as_f64() >= argument.as_f64(),
        _ => false,
    };
    if !holds {
        let shown = actual.map_or("nothing".to_owned(), Value::to_string);
        out.push(format!("{path}: expected ${name} {argument}, got {shown}"));
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.as_str().is_some_and(|text| !text.is_empty()),
        "number" => value.is_number(),
        "bool" => value.is_boolean(),
        "list" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
