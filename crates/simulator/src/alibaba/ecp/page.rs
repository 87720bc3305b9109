//! Pages by token: every list of this product pages so (reference section 8, "Paging").

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::super::fault::Fault;
use super::super::parameters::Parameters;

/// Greatest page of every list.
const MOST: i64 = 100;

/// Which page of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageRequest {
    /// Most items on the page.
    pub(super) size: usize,
    /// Number of the last item of the page before.
    after: Option<u64>,
    descending: bool,
}

/// One page.
#[derive(Debug)]
pub(super) struct Page<T> {
    /// The items, in order.
    pub(super) items: Vec<T>,
    /// How many items match over all pages.
    pub(super) total: usize,
    /// Empty on the last page.
    pub(super) next_token: String,
}

impl PageRequest {
    /// Reads `MaxResults` (1 to 100) and `NextToken` (empty or absent begins at the front).
    pub(super) fn read(
        parameters: &Parameters,
        default_size: usize,
        descending: bool,
    ) -> Result<Self, Fault> {
        let size = match parameters.integer("MaxResults", 1, MOST)? {
            Some(size) => usize::try_from(size).unwrap_or(default_size),
            None => default_size,
        };
        let after = parameters.text("NextToken").map(read_token).transpose()?;
        Ok(Self { size, after, descending })
    }

    /// Cuts the page out of all matching items. `number` gives each a number of its own that never changes, so that
    /// items that appear between two calls neither repeat nor hide others.
    pub(super) fn cut<T>(&self, mut items: Vec<T>, number: impl Fn(&T) -> u64) -> Page<T> {
        let total = items.len();
        items.sort_by_key(|item| if self.descending { u64::MAX - number(item) } else { number(item) });
        if let Some(after) = self.after {
            items.retain(|item| if self.descending { number(item) < after } else { number(item) > after });
        }
        let more = items.len() > self.size;
        items.truncate(self.size);
        let next_token = match items.last() {
            Some(last) if more => write_token(number(last)),
            _ => String::new(),
        };
        Page { items, total, next_token }
    }
}

fn write_token(number: u64) -> String {
    URL_SAFE_NO_PAD.encode(format!("page:{number}"))
}

fn read_token(token: &str) -> Result<u64, Fault> {
    let number = || {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        std::str::from_utf8(&bytes).ok()?.strip_prefix("page:")?.parse().ok()
    };
    number().ok_or_else(|| Fault::invalid("NextToken", "it was not given out by this list"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::AlibabaSettings;

    fn read(query: &str) -> Parameters {
        Parameters::read(query, "", &AlibabaSettings::default()).unwrap()
    }

    fn walk(count: u64, size: usize, descending: bool) -> Vec<u64> {
        let mut token = String::new();
        let mut all = Vec::new();
        for _ in 0..100 {
            let parameters = read(&format!("MaxResults={size}&NextToken={token}"));
            let page = PageRequest::read(&parameters, 10, descending).unwrap();
            let page = page.cut((1..=count).collect(), |number| *number);
            assert_eq!(page.total as u64, count);
            assert!(page.items.len() <= size);
            all.extend(page.items);
            token = page.next_token;
            if token.is_empty() {
                return all;
            }
        }
        panic!("paging does not end");
    }

    #[test]
    fn every_item_comes_once_and_the_last_token_is_empty() {
        for size in [1, 3, 10, 11, 100] {
            assert_eq!(walk(10, size, false), (1..=10).collect::<Vec<_>>());
            assert_eq!(walk(10, size, true), (1..=10).rev().collect::<Vec<_>>());
            assert!(walk(0, size, true).is_empty());
        }
    }

    #[test]
    fn bad_sizes_and_tokens_are_refused() {
        for query in ["MaxResults=0", "MaxResults=101", "MaxResults=x", "NextToken=abc", "NextToken=%00"] {
            assert!(PageRequest::read(&read(query), 10, true).is_err(), "{query}");
        }
    }
}
