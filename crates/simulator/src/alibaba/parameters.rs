//! The parameters of a call: flat names from the query and from the form body, lists as `Name.1`, `Name.2`, lists of
//! objects as `Name.1.Key` (reference section 1).

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use crate::settings::AlibabaSettings;
use crate::signature::encoding;

/// Highest index looked at in a list; a request with more is far beyond every limit anyway.
const LAST_INDEX: usize = 10_000;

/// All parameters of one call. Those that the action does not know are passed over.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    values: BTreeMap<String, String>,
    any_case_booleans: bool,
}

impl Parameters {
    /// Reads both places, as the settings want it. The query and the body use form encoding; names are compared exactly.
    pub(crate) fn read(query: &str, form: &str, settings: &AlibabaSettings) -> Result<Self, Fault> {
        let (first, second) = if settings.query_before_body { (query, form) } else { (form, query) };
        let mut values = BTreeMap::new();
        for (name, value) in encoding::query_pairs(first).into_iter().chain(encoding::query_pairs(second)) {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let name = text(&name);
            if settings.refuse_duplicates && values.contains_key(&name) {
                return Err(Fault::invalid(&name, "it is given twice"));
            }
            values.entry(name).or_insert_with(|| text(&value.unwrap_or_default()));
        }
        let read = Self { values, any_case_booleans: settings.any_case_booleans };
        if settings.refuse_list_gaps { read.without_gaps() } else { Ok(read) }
    }

    /// Refuses lists whose numbers are not 1, 2, 3 …
    fn without_gaps(self) -> Result<Self, Fault> {
        let mut lists: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for key in self.values.keys() {
            let Some((name, rest)) = key.split_once('.') else { continue };
            let Ok(index) = rest.split('.').next().unwrap_or_default().parse() else { continue };
            lists.entry(name).or_default().insert(index);
        }
        let broken = lists.iter().find(|(_, numbers)| !numbers.iter().copied().eq(1..=numbers.len()));
        match broken {
            Some((name, _)) => Err(Fault::invalid(name, "its items are not numbered 1, 2, 3 and so on")),
            None => Ok(self),
        }
    }

    /// A scalar; an empty value counts as absent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A scalar that has to be there.
    pub(crate) fn needed(&self, name: &str) -> Result<&str, Fault> {
        self.text(name).ok_or_else(|| Fault::missing(name))
    }

    /// `true` or `false`, by a setting in any case: the vendor's Python client writes `True`, its others `true`.
    pub(crate) fn boolean(&self, name: &str) -> Result<Option<bool>, Fault> {
        self.text(name)
            .map(|value| {
                let value =
                    if self.any_case_booleans { value.to_ascii_lowercase() } else { value.to_owned() };
                match value.as_str() {
                    "true" => Ok(true),
                    "false" => Ok(false),
                    _ => Err(Fault::invalid(name, "it is neither true nor false")),
                }
            })
            .transpose()
    }

    /// A whole number within bounds.
    pub(crate) fn integer(&self, name: &str, lowest: i64, highest: i64) -> Result<Option<i64>, Fault> {
        self.text(name)
            .map(|value| {
                value.parse().ok().filter(|number| (lowest..=highest).contains(number)).ok_or_else(|| {
                    Fault::invalid(name, &format!("it is no number from {lowest} to {highest}"))
                })
            })
            .transpose()
    }

    /// A value out of a fixed set.
    pub(crate) fn one_of<'a>(&'a self, name: &str, allowed: &[&str]) -> Result<Option<&'a str>, Fault> {
        match self.text(name) {
            Some(value) if !allowed.contains(&value) => {
                Err(Fault::invalid(name, &format!("allowed are {}", allowed.join(", "))))
            }
            other => Ok(other),
        }
    }

    /// A list: `Name.1`, `Name.2` … in the order of the numbers. Gaps are tolerated, empty values left out.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let mut items: Vec<(usize, &String)> = self
            .values
            .iter()
            .filter_map(|(key, value)| {
                let index: usize = key.strip_prefix(name)?.strip_prefix('.')?.parse().ok()?;
                ((1..=LAST_INDEX).contains(&index) && !value.is_empty()).then_some((index, value))
            })
            .collect();
        items.sort_unstable();
        items.into_iter().map(|(_, value)| value.clone()).collect()
    }

    /// A list that has to have at least one item.
    pub(crate) fn needed_list(&self, name: &str) -> Result<Vec<String>, Fault> {
        let items = self.list(name);
        if items.is_empty() { Err(Fault::missing(name)) } else { Ok(items) }
    }

    /// A list of objects: `Name.1.Key`, `Name.1.Value`, `Name.2.Key` …
    pub(crate) fn objects(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut objects: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
        for (key, value) in &self.values {
            let parts = key.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')?.split_once('.'));
            let Some((index, field)) = parts else { continue };
            let Ok(index @ 1..=LAST_INDEX) = index.parse::<usize>() else { continue };
            objects.entry(index).or_default().insert(field.to_owned(), value.clone());
        }
        objects.into_values().collect()
    }

    /// A scalar and a list of the same meaning (`TaskStatus` and `TaskStatuses`), together; empty if neither is given.
    pub(crate) fn any_of(&self, scalar: &str, list: &str) -> Vec<String> {
        let mut wanted = self.list(list);
        wanted.extend(self.text(scalar).map(str::to_owned));
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str, form: &str) -> Parameters {
        Parameters::read(query, form, &AlibabaSettings::default()).unwrap()
    }

    #[test]
    fn query_comes_before_the_body() {
        let parameters = read("A=1&B=x+y%2B", "A=2&C=3");
        assert_eq!(parameters.text("A"), Some("1"));
        assert_eq!(parameters.text("B"), Some("x y+"));
        assert_eq!(parameters.text("C"), Some("3"));
        assert_eq!(parameters.text("D"), None);
    }

    #[test]
    fn lists_follow_their_numbers() {
        let parameters = read("X.2=b&X.10=c&X.1=a&X.0=no&X.x=no&XY.1=no&X.4=", "X.3=d");
        assert_eq!(parameters.list("X"), ["a", "b", "d", "c"]);
        assert_eq!(parameters.needed_list("Y").unwrap_err().code, "MissingParameter");
    }

    #[test]
    fn objects_are_grouped_by_their_number() {
        let parameters = read("Tag.2.Key=b&Tag.1.Key=a&Tag.1.Value=1", "");
        let tags = parameters.objects("Tag");
        assert_eq!(tags.len(), 2);
        assert_eq!(tags[0]["Key"], "a");
        assert_eq!(tags[0]["Value"], "1");
        assert_eq!(tags[1]["Key"], "b");
    }

    #[test]
    fn booleans_come_in_any_case() {
        let parameters = read("A=True&B=FALSE&C=yes", "");
        assert_eq!(parameters.boolean("A").unwrap(), Some(true));
        assert_eq!(parameters.boolean("B").unwrap(), Some(false));
        assert_eq!(parameters.boolean("Z").unwrap(), None);
        assert_eq!(parameters.boolean("C").unwrap_err().status, 400);
    }

    #[test]
    fn numbers_have_bounds() {
        let parameters = read("A=100&B=101&C=x&D=-1", "");
        assert_eq!(parameters.integer("A", 1, 100).unwrap(), Some(100));
        for name in ["B", "C", "D"] {
            assert_eq!(parameters.integer(name, 1, 100).unwrap_err().code, "InvalidParameter", "{name}");
        }
    }

    #[test]
    fn each_setting_of_the_reader_has_its_effect() {
        let mut settings = AlibabaSettings { query_before_body: false, ..AlibabaSettings::default() };
        assert_eq!(Parameters::read("A=1", "A=2", &settings).unwrap().text("A"), Some("2"));
        settings.any_case_booleans = false;
        let read = Parameters::read("A=True&B=true", "", &settings).unwrap();
        assert!(read.boolean("A").is_err());
        assert_eq!(read.boolean("B").unwrap(), Some(true));
        settings.refuse_duplicates = true;
        assert!(Parameters::read("A=1&B=2", "C=3", &settings).is_ok());
        assert!(Parameters::read("A=1&A=1", "", &settings).is_err());
        assert!(Parameters::read("A=1", "A=2", &settings).is_err());
        settings.refuse_list_gaps = true;
        for good in ["X.1=a&X.2=b", "X=1", "T.1.Key=a&T.1.Value=b&T.2.Key=c", "X.y=1"] {
            assert!(Parameters::read(good, "", &settings).is_ok(), "{good}");
        }
        for bad in ["X.0=a", "X.2=a", "X.1=a&X.3=b", "T.2.Key=a"] {
            assert!(Parameters::read(bad, "", &settings).is_err(), "{bad}");
        }
    }
}
