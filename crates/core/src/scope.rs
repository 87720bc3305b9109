//! What of a phone is backed up.

/// What of a phone is backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Applications with their data, by package name.
    Apps(Vec<String>),
    /// Files and folders by absolute path.
    Paths {
        /// What is taken.
        include: Vec<String>,
        /// What of it is left out; wins over `include`.
        exclude: Vec<String>,
    },
    /// The whole instance.
    Whole,
}

/// The kind of a [`Scope`], without its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// [`Scope::Apps`].
    Apps,
    /// [`Scope::Paths`].
    Paths,
    /// [`Scope::Whole`].
    Whole,
}

impl Scope {
    /// The kind of this scope.
    #[must_use]
    pub const fn kind(&self) -> ScopeKind {
        match self {
            Self::Apps(_) => ScopeKind::Apps,
            Self::Paths { .. } => ScopeKind::Paths,
            Self::Whole => ScopeKind::Whole,
        }
    }
}

impl ScopeKind {
    /// The stable name: `apps`, `paths` or `whole`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Apps => "apps",
            Self::Paths => "paths",
            Self::Whole => "whole",
        }
    }
}
