//! What differs between the object stores, as data.

/// An object store's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Huawei OBS (huawei-cph, section 7).
    Obs,
    /// Alibaba OSS (alibaba-ecp, section 7).
    Oss,
}

impl Dialect {
    /// The dialect of a location's scheme.
    #[must_use]
    pub fn of_scheme(scheme: &str) -> Option<Self> {
        [Self::Obs, Self::Oss].into_iter().find(|dialect| dialect.scheme() == scheme)
    }

    /// The scheme of its locations.
    #[must_use]
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Obs => "obs",
            Self::Oss => "oss",
        }
    }

    /// The cloud it belongs to.
    #[must_use]
    pub const fn cloud(self) -> &'static str {
        match self {
            Self::Obs => "huawei",
            Self::Oss => "alibaba",
        }
    }

    pub(crate) const fn request_id_header(self) -> &'static str {
        match self {
            Self::Obs => "x-obs-request-id",
            Self::Oss => "x-oss-request-id",
        }
    }

    pub(crate) const fn storage_class_header(self) -> &'static str {
        match self {
            Self::Obs => "x-obs-storage-class",
            Self::Oss => "x-oss-storage-class",
        }
    }

    /// The query of a page of a list; `from` is the marker that the page before gave.
    pub(crate) fn list_query<'a>(self, prefix: &'a str, from: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
        let mut query = vec![("encoding-type", "url"), ("max-keys", "1000"), ("prefix", prefix)];
        match self {
            Self::Obs => query.extend(from.map(|from| ("marker", from))),
            Self::Oss => {
                query.push(("list-type", "2"));
                query.extend(from.map(|from| ("continuation-token", from)));
            }
        }
        query
    }
}
