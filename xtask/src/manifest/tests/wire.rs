//! Every type of the manifest, read and written by serde as the crates do it: wire names, Rust names, types and values
//! are what the manifest says.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::on_disk;
use super::wire_types::TYPES;
use crate::manifest::cloud::{Cloud, find};
use crate::manifest::enums;
use crate::manifest::structs::{Field, Struct};
use crate::manifest::types::Type;

/// Reads a value as one type and writes it again.
pub(super) type Probe = fn(Value) -> Result<Seen, String>;

/// What became of a value.
#[derive(Debug)]
pub(super) struct Seen {
    /// As `Debug` shows it.
    debug: String,
    /// As it is written again.
    written: Value,
}

/// The probe of a type.
pub(super) fn probe<T: DeserializeOwned + Serialize + Debug>(value: Value) -> Result<Seen, String> {
    let read: T = serde_json::from_value(value).map_err(|error| error.to_string())?;
    let written = serde_json::to_value(&read).map_err(|error| error.to_string())?;
    Ok(Seen { debug: format!("{read:#?}"), written })
}

fn probe_of(rust: &str) -> Probe {
    TYPES.iter().find(|(name, _)| *name == rust).unwrap().1
}

/// A value of a type; `other` asks for another one of the same type.
fn sample(cloud: &Cloud, ty: &Type, other: bool) -> Value {
    match ty {
        Type::String | Type::Secret => if other { "another text" } else { "a text" }.into(),
        Type::Bool => (!other).into(),
        Type::F64 => if other { 2.5 } else { 1.5 }.into(),
        Type::Json => json!({ "any": [other] }),
        Type::Optional(inner) => sample(cloud, inner, other),
        Type::List(inner) => json!([sample(cloud, inner, other)]),
        Type::Map(inner) => json!({ "key": sample(cloud, inner, other) }),
        Type::Struct(name) => whole(cloud, find(&cloud.structs, name).unwrap(), other).into(),
        Type::Enum(name) => {
            let known = cloud.enums.iter().find(|known| known.name == *name).unwrap();
            let value = if other { known.values.last() } else { known.values.first() };
            match (known.values.len(), known.wire) {
                (1, enums::Wire::String) if other => "UNHEARD OF".into(),
                (1, enums::Wire::I64) if other => json!(987_654),
                _ => serde_json::to_value(value.unwrap().value.as_ref().unwrap()).unwrap(),
            }
        }
        _ => if other { 4 } else { 3 }.into(),
    }
}

/// A struct with all its fields.
fn whole(cloud: &Cloud, item: &Struct, other: bool) -> Map<String, Value> {
    item.fields.iter().map(|field| (wire(field), sample(cloud, &field.ty, other))).collect()
}

fn wire(field: &Field) -> String {
    field.wire.clone().unwrap()
}

/// A value that is of no type but any JSON.
fn wrong(ty: &Type) -> Option<Value> {
    match ty {
        Type::Optional(inner) => wrong(inner),
        Type::Json => None,
        Type::Struct(_) | Type::Map(_) => Some(json!(7)),
        _ => Some(json!({ "wrong": [] })),
    }
}

/// Runs `check` for every struct of both clouds.
fn each(check: impl Fn(&Cloud, &Struct, Probe)) {
    for cloud in &on_disk().clouds {
        assert!(!cloud.structs.is_empty());
        for item in &cloud.structs {
            check(cloud, item, probe_of(&item.rust));
        }
    }
}

#[test]
fn every_struct_reads_and_writes_exactly_the_names_of_the_manifest() {
    each(|cloud, item, probe| {
        let whole = Value::from(whole(cloud, item, false));
        let seen = probe(whole.clone()).unwrap_or_else(|why| panic!("{}: {why}", item.rust));
        assert_eq!(seen.written, whole, "{}", item.rust);
        // What is known by another name would be kept with the undocumented fields.
        assert!(!seen.debug.contains("other: {\n"), "{}: {}", item.rust, seen.debug);
    });
}

#[test]
fn every_field_has_the_type_of_the_manifest() {
    each(|cloud, item, probe| {
        for field in &item.fields {
            let Some(wrong) = wrong(&field.ty) else { continue };
            let mut whole = whole(cloud, item, false);
            whole.insert(wire(field), wrong);
            assert!(probe(whole.into()).is_err(), "{}.{}", item.rust, field.name);
        }
    });
}

#[test]
fn a_field_of_an_answer_may_be_missing_unless_it_is_required_and_one_of_a_request_always() {
    each(|cloud, item, probe| {
        for field in &item.fields {
            let mut whole = whole(cloud, item, false);
            whole.remove(&wire(field));
            let seen = probe(whole.into());
            // A secret that is missing is read as an empty one: the client looks for it and says which one it is.
            let must_be_there = field.required && !item.used_in.request && field.ty != Type::Secret;
            assert_eq!(seen.is_err(), must_be_there, "{}.{}", item.rust, field.name);
            if let (Some(default), Ok(seen)) = (&field.default, seen) {
                assert_eq!(&seen.written[wire(field)], default, "{}.{}", item.rust, field.name);
            }
        }
        if item.rest.is_none() {
            let mut whole = whole(cloud, item, false);
            whole.insert("UnheardOf".to_owned(), json!(1));
            assert!(!item.used_in.request || probe(whole.into()).is_err(), "{}", item.rust);
        }
    });
}

#[test]
fn every_name_on_the_wire_belongs_to_the_rust_name_beside_it() {
    each(|cloud, item, probe| {
        let before = probe(whole(cloud, item, false).into()).unwrap();
        for field in &item.fields {
            let mut other = whole(cloud, item, false);
            other.insert(wire(field), sample(cloud, &field.ty, true));
            let after = probe(other.into()).unwrap();
            let differing = differing(&before.debug, &after.debug);
            // What must not be seen is the same in both.
            let hidden = differing.is_empty()
                && shown(&before.debug, &field.name).is_none_or(|text| text.contains("redacted"));
            assert!(hidden || differing == [&*field.name], "{}.{}: {differing:?}", item.rust, field.name);
        }
    });
}

#[test]
fn every_enumeration_reads_its_values_and_keeps_others() {
    for cloud in &on_disk().clouds {
        for item in &cloud.enums {
            let probe = probe_of(&item.rust);
            for known in &item.values {
                let value = serde_json::to_value(known.value.as_ref().unwrap()).unwrap();
                let seen = probe(value.clone()).unwrap();
                assert_eq!((&seen.debug, &seen.written), (&known.name, &value), "{}", item.rust);
            }
            let other = match item.wire {
                enums::Wire::String => json!("UNHEARD OF"),
                enums::Wire::I64 => json!(987_654),
            };
            let seen = probe(other.clone()).unwrap();
            let name = &item.other.as_ref().unwrap().name;
            assert!(seen.debug.starts_with(&format!("{name}(")) && seen.written == other, "{}", item.rust);
        }
    }
}

/// The fields of a struct as `{:#?}` shows them: name and text.
fn fields(debug: &str) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in debug.lines() {
        let name = line.strip_prefix("    ").filter(|rest| !rest.starts_with([' ', '}', ']', ')']));
        match (name.and_then(|rest| rest.split_once(": ")), fields.last_mut()) {
            (Some((name, text)), _) => fields.push((name, text.to_owned())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    fields
}

fn shown(debug: &str, name: &str) -> Option<String> {
    fields(debug).into_iter().find(|(known, _)| *known == name).map(|(_, text)| text)
}

fn differing<'a>(before: &'a str, after: &'a str) -> Vec<&'a str> {
    let after = fields(after);
    let changed =
        |(name, text): &(&str, String)| !after.iter().any(|(other, now)| other == name && now == text);
    fields(before).into_iter().filter(changed).map(|(name, _)| name).collect()
}
