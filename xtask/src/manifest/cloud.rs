//! One cloud: its operations, and every struct and enumeration that they reach.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use syn::Item;

use super::enums::{self, Enumeration};
use super::krate::{Krate, Meaning};
use super::methods::{self, Methods, Other};
use super::operations::{self, Operation};
use super::problem::{Problem, Result};
use super::sources::Sources;
use super::structs::{self, Struct, UsedIn};
use super::types::{Named, Type, TypeReader};
use super::{pages, table, typed};

/// What the manifest says of one cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cloud {
    /// Its short name.
    pub(crate) name: String,
    /// The crate that implements it.
    pub(crate) rust: String,
    /// The typed operations, by the vendor's name.
    pub(crate) operations: Vec<Operation>,
    /// What the client offers beside operations and paginators, by name. How a binding offers it is written by hand.
    pub(crate) other_methods: Vec<Other>,
    /// Every struct that an operation reaches, by name.
    pub(crate) structs: Vec<Struct>,
    /// Every enumeration that an operation reaches, by name. All are open.
    pub(crate) enums: Vec<Enumeration>,
}

/// Reads the cloud in `crates/<name>`, whose phone service is called `service`.
pub(crate) fn read(sources: &Sources, name: &str, service: &str) -> Result<Cloud> {
    let krate = Krate::parse(sources, name)?;
    let (Methods { operations: methods, mut others }, rows) = (methods::read(&krate)?, table::read(&krate)?);
    let (bound, mut paginators) = (typed::read(&krate)?, pages::read(&krate)?);
    let mut reach = Reach { krate: &krate, found: BTreeMap::new() };
    for method in &methods {
        reach.add(&method.path, &method.request, UsedIn { request: true, response: false })?;
        reach.add(&method.path, &method.response, UsedIn { request: false, response: true })?;
    }
    let (structs, enums) = reach.read()?;
    others.retain(|method| !paginators.values().any(|(_, paginator)| paginator.method == method.name));
    let cloud = operations::CloudNames { cloud: name, service };
    let mut operations = Vec::new();
    for method in methods {
        let paginator = paginators.remove(&method.request);
        operations.push(operations::join(cloud, method, &bound, &rows, paginator, &structs)?);
    }
    operations.sort_by(|one, other| one.name.cmp(&other.name));
    let offered: BTreeSet<&str> = operations.iter().map(|operation| &*operation.name).collect();
    if let Some(row) = rows.iter().find(|row| row.typed && !offered.contains(&*row.name)) {
        return Err(Problem::new(
            &row.path_of_file,
            &row.name,
            "is marked as typed, but no method offers it",
        ));
    }
    if let Some((request, bound)) = bound.iter().find(|(_, bound)| !offered.contains(&*bound.operation)) {
        let why = format!("is bound to {}, but no method offers that", bound.operation);
        return Err(Problem::new(&bound.path, request, why));
    }
    Ok(Cloud {
        name: name.to_owned(),
        rust: krate.name.clone(),
        operations,
        other_methods: others,
        structs,
        enums,
    })
}

/// The items that operations reach.
struct Reach<'a> {
    krate: &'a Krate,
    found: BTreeMap<String, (Named<'a>, UsedIn)>,
}

impl<'a> Reach<'a> {
    /// Adds what a request or an answer is called in the file at `path`, and everything that it holds.
    fn add(&mut self, path: &str, name: &str, used_in: UsedIn) -> Result<()> {
        let krate = self.krate;
        let file = krate.files.iter().find(|file| file.path == path);
        let file = file.ok_or_else(|| Problem::plain(format!("{path}: is not there")))?;
        match krate.meaning(file, &[name.to_owned()])? {
            Meaning::Item(holder, item @ Item::Struct(_)) => self.visit((holder, item), used_in),
            _ => Err(Problem::new(path, name, "is no struct of this crate")),
        }
    }

    fn visit(&mut self, named: Named<'a>, used_in: UsedIn) -> Result<()> {
        let (file, item) = named;
        let name = match item {
            Item::Struct(item) => item.ident.to_string(),
            Item::Enum(item) => item.ident.to_string(),
            _ => return Err(Problem::new(&file.path, "an item", "is neither struct nor enumeration")),
        };
        let entry = self.found.entry(name.clone()).or_insert((named, UsedIn::default()));
        if !std::ptr::eq(entry.0.1, item) {
            let why =
                format!("has the name of an item in {}; the manifest needs one of its own", entry.0.0.path);
            return Err(Problem::new(&file.path, name, why));
        }
        let known = entry.1;
        entry.1 = UsedIn {
            request: known.request || used_in.request,
            response: known.response || used_in.response,
        };
        if entry.1 == known {
            return Ok(());
        }
        let Item::Struct(item) = item else { return Ok(()) };
        let mut reader = TypeReader::new(self.krate);
        for field in &item.fields {
            reader.read(file, &name, &field.ty)?;
        }
        reader.named.into_iter().try_for_each(|named| self.visit(named, used_in))
    }

    fn read(self) -> Result<(Vec<Struct>, Vec<Enumeration>)> {
        let (mut structs, mut enums) = (Vec::new(), Vec::new());
        let mut reader = TypeReader::new(self.krate);
        for ((file, item), used_in) in self.found.into_values() {
            match item {
                Item::Struct(item) => structs.push(structs::on_wire(&mut reader, file, item, used_in)?),
                Item::Enum(item) => enums.push(enums::open(self.krate, file, item)?),
                _ => {}
            }
        }
        Ok((structs, enums))
    }
}

/// The struct of this name.
pub(crate) fn find<'a>(structs: &'a [Struct], name: &str) -> Option<&'a Struct> {
    structs.iter().find(|known| known.name == name)
}

/// The type of the items, if this is a list, be it optional.
pub(crate) fn items_of(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Optional(inner) => items_of(inner),
        Type::List(items) => Some(items),
        _ => None,
    }
}
