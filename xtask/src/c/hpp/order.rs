//! Structs in an order in which C++ can read them.

use crate::c::types::refuse;
use crate::manifest::Result;
use crate::manifest::structs::Struct;
use crate::manifest::types::Type;

/// The same structs, each after those that its fields hold.
pub(super) fn ordered<'a>(structs: &[&'a Struct]) -> Result<Vec<&'a Struct>> {
    let (mut rest, mut done) = (structs.to_vec(), Vec::<&Struct>::new());
    while !rest.is_empty() {
        let waits = |item: &Struct| {
            let mut needed = item.fields.iter().filter_map(|field| held(&field.ty));
            needed.any(|name| rest.iter().any(|other| other.name == name))
        };
        let (later, now): (Vec<&Struct>, Vec<&Struct>) = rest.iter().partition(|item| waits(item));
        if now.is_empty() {
            let names: Vec<&str> = later.iter().map(|item| &*item.name).collect();
            return Err(refuse(&format!("{} hold each other", names.join(", "))));
        }
        done.extend(now);
        rest = later;
    }
    Ok(done)
}

/// The struct that a type holds.
fn held(ty: &Type) -> Option<&str> {
    match ty {
        Type::Struct(name) => Some(name),
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => held(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::structs::Field;

    fn item(name: &str, holds: &[&str]) -> Struct {
        let field = |held: &&str| Field {
            name: held.to_lowercase(),
            wire: None,
            aliases: Vec::new(),
            ty: Type::Optional(Box::new(Type::List(Box::new(Type::Struct((*held).to_owned()))))),
            required: false,
            default: None,
            doc: Default::default(),
        };
        let fields = holds.iter().map(field).collect();
        let (name, rust) = (name.to_owned(), String::new());
        Struct { name, rust, doc: Default::default(), used_in: Default::default(), rest: None, fields }
    }

    #[test]
    fn what_is_held_comes_first() {
        let items =
            [item("Answer", &["Page", "Phone"]), item("Page", &["Phone"]), item("Phone", &["Elsewhere"])];
        let given = items.iter().collect::<Vec<_>>();
        let names: Vec<&str> = ordered(&given).unwrap().iter().map(|item| &*item.name).collect();
        assert_eq!(names, ["Phone", "Page", "Answer"]);
    }

    #[test]
    fn a_ring_is_refused() {
        let items = [item("A", &["B"]), item("B", &["A"])];
        assert!(ordered(&items.iter().collect::<Vec<_>>()).is_err());
    }
}
