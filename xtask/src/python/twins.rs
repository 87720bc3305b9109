//! Classes that exist twice, for calls that block and for asyncio, written once.

use super::HEAD;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twin {
    Blocking,
    Asyncio,
}

impl Twin {
    pub(super) const BOTH: [Self; 2] = [Self::Blocking, Self::Asyncio];

    /// What stands before the name of a class.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Blocking => "",
            Self::Asyncio => "Async",
        }
    }

    /// The expression that runs a call.
    pub(super) fn run(self, call: &str) -> String {
        match self {
            Self::Blocking => format!("{call}.run()"),
            Self::Asyncio => format!("await settle({call})"),
        }
    }

    /// How a method is declared that runs a call.
    pub(super) const fn def(self) -> &'static str {
        match self {
            Self::Blocking => "def",
            Self::Asyncio => "async def",
        }
    }

    /// A template with its marks filled in: `§Job` and other names of twins, `§def`, `§for`, `§run(…)@`, the names of protocols.
    pub(super) fn fill(self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("§run(") {
            text.push_str(before);
            let (call, after) = after.split_once(")§").unwrap_or((after, ""));
            text.push_str(&self.run(call));
            rest = after;
        }
        text.push_str(rest);
        let words: [(&str, [&str; 2]); 11] = [
            ("§def", ["def", "async def"]),
            ("§for", ["for", "async for"]),
            ("§with", ["with", "async with"]),
            ("§awaits", ["", "await "]),
            ("§__iter__", ["__iter__", "__aiter__"]),
            ("§__next__", ["__next__", "__anext__"]),
            ("§__enter__", ["__enter__", "__aenter__"]),
            ("§__exit__", ["__exit__", "__aexit__"]),
            ("§StopIteration", ["StopIteration", "StopAsyncIteration"]),
            ("§Iterator", ["Iterator", "AsyncIterator"]),
            ("§", ["", "Async"]),
        ];
        let which = usize::from(self == Self::Asyncio);
        words.iter().fold(text, |text, (mark, by)| text.replace(mark, by[which]))
    }
}

/// The module of jobs and pages.
pub(super) fn jobs() -> String {
    let mut text = HEAD.to_owned();
    text.push_str(include_str!("templates/jobs_head.py.in"));
    for twin in Twin::BOTH {
        text.push_str(&twin.fill(include_str!("templates/jobs.py.in")));
    }
    text
}
