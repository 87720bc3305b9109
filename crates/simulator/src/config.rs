//! How a simulator is set up.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use jiff::Timestamp;

use crate::clock::Clock;
use crate::injection::Chaos;
use crate::settings::Settings;

/// Everything that [`crate::Simulator::start`] needs to know.
#[derive(Clone)]
pub struct Config {
    /// Number of phones over both clouds, Huawei getting the odd one. Default 8.
    pub phones: usize,
    /// The same seed gives the same phones, contents, credentials and bucket names. Default 1.
    pub seed: u64,
    /// Address to listen on. Default 127.0.0.1.
    pub listen: IpAddr,
    /// First port; services take `port_base` + index in the order of [`crate::ServiceName::ALL`]. 0 (default)
    /// lets the system choose.
    pub port_base: u16,
    /// Token wanted by the admin service as `Authorization: Bearer T`; without one only loopback callers are
    /// served. Default none.
    pub admin_token: Option<String>,
    /// Simulated seconds per real second, greater than 0. Default 1.
    pub time_scale: f64,
    /// Time moves only when told or when everybody waits ([`crate::Universe::advance`], [`crate::Universe::wait`]);
    /// `time_scale` has no meaning then. Default false.
    pub virtual_time: bool,
    /// Simulated time at the start in seconds since 1970; two runs in virtual time from the same start show the same
    /// times. Default: the real time.
    pub start: Option<i64>,
    /// A seeded profile of faults. Default none: nothing goes wrong but what is asked for by the admin service.
    pub chaos: Option<Chaos>,
    /// Where contents are kept: an empty directory or one that a simulator used before (its objects are then
    /// dropped). Default: a temporary directory, removed at the end.
    pub data_dir: Option<PathBuf>,
    /// What the phones hold.
    pub content: Content,
    /// Choices that the vendors' pages leave open.
    pub settings: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            phones: 8,
            seed: 1,
            listen: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port_base: 0,
            admin_token: None,
            time_scale: 1.0,
            virtual_time: false,
            start: None,
            chaos: None,
            data_dir: None,
            content: Content::default(),
            settings: Settings::default(),
        }
    }
}

impl Config {
    /// The clock that is asked for.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let start = self.start.and_then(|second| Timestamp::from_second(second).ok());
        let scale = (!self.virtual_time).then_some(self.time_scale);
        Clock::build(start.unwrap_or_else(Timestamp::now), scale)
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("phones", &self.phones)
            .field("seed", &self.seed)
            .field("listen", &self.listen)
            .field("port_base", &self.port_base)
            .field("admin_token", &self.admin_token.as_ref().map(|_| "[hidden]"))
            .field("time_scale", &self.time_scale)
            .field("virtual_time", &self.virtual_time)
            .field("start", &self.start)
            .field("chaos", &self.chaos)
            .field("data_dir", &self.data_dir)
            .field("content", &self.content)
            .field("settings", &self.settings)
            .finish()
    }
}

/// What the phones hold at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Apps, media and system files made from the seed.
    Seeded {
        /// About how many bytes each phone holds. Default 25 MiB.
        bytes_per_phone: u64,
    },
    /// A real folder, copied below `/data/media/0/<folder name>/` of every phone, beside a small seeded app set.
    Folder(PathBuf),
}

impl Content {
    /// Where the files of a real folder lie on every phone; `None` without one. Characters that no vendor allows in a
    /// path become `_`.
    #[must_use]
    pub fn phone_folder(&self) -> Option<String> {
        let Self::Folder(path) = self else { return None };
        // The name of what `path` leads to: `.` and a link have none of their own.
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' };
        let name: String = name.chars().map(plain).collect();
        let name = if name.chars().all(|c| c == '.') { "folder" } else { &name };
        Some(format!("/data/media/0/{name}"))
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Seeded { bytes_per_phone: 25 << 20 }
    }
}
