//! From a flat JSON object to the wire: lists and objects flattened, query and form body encoded (reference 1).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use phonevault_core::Result;
use phonevault_core::encoding::encode_query;
use phonevault_core::validate::Violations;
use serde_json::{Map, Value};

use crate::operations::OperationSpec;

/// The parameters of one call where they belong, by raw name in the order of code points.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Placed<'a> {
    /// What travels in the query.
    pub(crate) query: Pairs<'a>,
    /// What travels in the form body.
    pub(crate) body: Pairs<'a>,
}

/// Names with their values, both borrowed from the parameters where they stand there as they are.
type Pairs<'a> = BTreeMap<Cow<'a, str>, Cow<'a, str>>;

impl Placed<'_> {
    pub(crate) fn query_text(&self) -> String {
        encode_query(self.query.iter().map(|(name, value)| (&**name, &**value)))
    }

    /// Form encoding: like the query, but a space is `+`. The vendor's clients write it so, and the body is hashed as
    /// it is sent.
    pub(crate) fn body_text(&self) -> String {
        encode_query(self.body.iter().map(|(name, value)| (&**name, &**value))).replace("%20", "+")
    }
}

/// Puts every parameter into query or body by the operation's table.
pub(crate) fn place<'a>(spec: &OperationSpec, params: &'a Map<String, Value>) -> Result<Placed<'a>> {
    let mut placed = Placed::default();
    let mut violations = Violations::new();
    for (name, value) in params {
        if name.is_empty() {
            violations.add("params", "a parameter needs a name");
            continue;
        }
        let target = if spec.body.contains(&&**name) { &mut placed.body } else { &mut placed.query };
        if spec.json.contains(&&**name) && matches!(value, Value::Array(_) | Value::Object(_)) {
            insert(target, name.into(), value.to_string().into(), &mut violations);
        } else {
            flatten(target, name.into(), value, &mut violations);
        }
    }
    violations.into_result()?;
    Ok(placed)
}

/// `Name.1`, `Name.2` for lists, counted from 1 without gaps; `Name.Key` for objects. What is null or empty has no name
/// on the wire at all.
fn flatten<'a>(target: &mut Pairs<'a>, name: Cow<'a, str>, value: &'a Value, violations: &mut Violations) {
    match value {
        Value::Null => {}
        Value::Bool(value) => insert(target, name, value.to_string().into(), violations),
        Value::Number(value) => insert(target, name, value.to_string().into(), violations),
        Value::String(value) => insert(target, name, value.into(), violations),
        Value::Array(items) => {
            for (index, item) in items.iter().filter(|item| !item.is_null()).enumerate() {
                let mut own = String::with_capacity(name.len() + 5);
                own.push_str(&name);
                own.push('.');
                own.push_str(&(index + 1).to_string());
                flatten(target, own.into(), item, violations);
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                flatten(target, format!("{name}.{key}").into(), item, violations);
            }
        }
    }
}

fn insert<'a>(target: &mut Pairs<'a>, name: Cow<'a, str>, value: Cow<'a, str>, violations: &mut Violations) {
    match target.entry(name) {
        Entry::Vacant(free) => {
            free.insert(value);
        }
        Entry::Occupied(taken) => {
            let rule = "is given twice: as a list or an object and by its flattened name";
            violations.add(&**taken.key(), rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;
    use serde_json::json;

    fn placed<'a>(operation: &str, params: &'a Value) -> Placed<'a> {
        place(operations::find(operation).unwrap(), params.as_object().unwrap()).unwrap()
    }

    #[test]
    fn lists_count_from_one_and_sort_as_text() {
        let ids: Vec<String> = (1..=11).map(|n| format!("bf-{n:02}")).collect();
        let params = json!({ "BackupFileIdList": ids });
        let placed = placed("DeleteBackupFile", &params);
        let text = placed.query_text();
        assert!(text.starts_with(
            "BackupFileIdList.1=bf-01&BackupFileIdList.10=bf-10&BackupFileIdList.11=bf-11&BackupFileIdList.2="
        ));
    }

    #[test]
    fn query_and_body_hold_what_the_table_says() {
        let params = json!({
            "ImageType": "System", "MaxResults": 20, "Status": "AVAIL ABLE*", "InstanceType": null,
            "ImageBizTags": [null, {"Key": "k 1", "Value": "v/1"}], "SystemType": [],
        });
        let placed = placed("describeimagelist", &params);
        assert_eq!(placed.query_text(), "ImageBizTags.1.Key=k%201&ImageBizTags.1.Value=v%2F1");
        assert_eq!(placed.body_text(), "ImageType=System&MaxResults=20&Status=AVAIL+ABLE%2A");
    }

    #[test]
    fn json_parameters_travel_as_one_text_and_others_are_flattened() {
        let params = json!({"CustomAppInfo": {"a": [1, true]}, "Other": {"b": false, "c": {"d": 1.5}}});
        let placed = placed("CreateApp", &params);
        assert_eq!(placed.query["CustomAppInfo"], r#"{"a":[1,true]}"#);
        assert_eq!((&*placed.query["Other.b"], &*placed.query["Other.c.d"]), ("false", "1.5"));
    }

    #[test]
    fn a_name_given_twice_is_refused() {
        let params = json!({"TaskIds": ["a"], "TaskIds.1": "b"});
        let error =
            place(operations::find("DescribeTasks").unwrap(), params.as_object().unwrap()).unwrap_err();
        assert!(error.message().contains("TaskIds.1"), "{error}");
    }
}
