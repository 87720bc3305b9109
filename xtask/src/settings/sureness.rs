//! How sure a behaviour is: said by the doc comment of its setting.

/// How sure a behaviour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sureness {
    /// A page of the vendor says it.
    Documented,
    /// The vendor's SDK does it, or its samples show it.
    SeenInSdk,
    /// Nobody outside the vendor knows.
    Guessed,
}

/// The words with which a sentence says it. The last such sentence of a doc comment decides.
const WORDS: &[(&str, Sureness)] = &[
    ("Documented", Sureness::Documented),
    ("Seen in the SDK", Sureness::SeenInSdk),
    ("Guessed", Sureness::Guessed),
];

impl Sureness {
    /// As the table says it.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::SeenInSdk => "seen in the SDK",
            Self::Guessed => "guessed",
        }
    }

    /// Reads it, and gives the doc comment back without a closing sentence that says nothing else.
    pub(super) fn of(doc: &str) -> Option<(Self, String)> {
        let doc = doc.trim();
        for (words, sureness) in WORDS {
            if let Some(rest) = doc.strip_suffix(&format!("{words}.")) {
                return Some((*sureness, rest.trim_end().to_owned()));
            }
        }
        let begins = |at: usize| at == 0 || doc[..at].ends_with(". ") || doc[..at].ends_with("\n\n");
        let found = WORDS.iter().flat_map(|(words, sureness)| {
            doc.match_indices(words).filter(|(at, _)| begins(*at)).map(move |(at, _)| (at, *sureness))
        });
        found.max_by_key(|(at, _)| *at).map(|(_, sureness)| (sureness, doc.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sentence_that_says_it_decides() {
        for (doc, sureness, rest) in [
            ("A code. Guessed.", Sureness::Guessed, "A code."),
            ("A code (D538). Documented.", Sureness::Documented, "A code (D538)."),
            (
                "A. Documented for one, not for all. Guessed.",
                Sureness::Guessed,
                "A. Documented for one, not for all.",
            ),
            (
                "A. Seen in the SDK's samples. Default 3.",
                Sureness::SeenInSdk,
                "A. Seen in the SDK's samples. Default 3.",
            ),
            ("Guessed: 3.", Sureness::Guessed, "Guessed: 3."),
        ] {
            assert_eq!(Sureness::of(doc), Some((sureness, rest.to_owned())), "{doc}");
        }
        for doc in ["", "A code.", "Nobody Guessed it", "The number is guessed."] {
            assert_eq!(Sureness::of(doc), None, "{doc}");
        }
    }
}
