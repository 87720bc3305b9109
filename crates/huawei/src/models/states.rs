//! Open enumerations: a value that this version does not know is kept, and never taken for a known one.

use phonevault_core::{open_number, open_text};

/// The state of a job (D521). There is no queued, cancelled or partial state and no progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// `1`: it runs.
    Running,
    /// `2`: it succeeded.
    Succeeded,
    /// `-1`: it failed.
    Failed,
    /// A state that this version does not know. Counts as still running.
    Other(i64),
}

open_number!(JobState { Running = 1, Succeeded = 2, Failed = -1 });

/// The state of a phone (D503, PY-CPH phone.py). None says that it is being backed up or restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneStatus {
    /// `0`: being created, in older pages.
    Preparing,
    /// `1`: being created.
    Creating,
    /// `2`: it runs.
    Running,
    /// `3`: being reset.
    Resetting,
    /// `4`: being restarted or started.
    Restarting,
    /// `6`: frozen.
    Frozen,
    /// `7`: being stopped.
    Stopping,
    /// `8`: stopped.
    Stopped,
    /// `-5`: the last reset failed.
    ResetFailed,
    /// `-6`: the last restart failed.
    RestartFailed,
    /// `-7`: abnormal.
    Abnormal,
    /// `-8`: the creation failed.
    CreationFailed,
    /// `-9`: the last stop failed.
    StopFailed,
    /// A state that this version does not know.
    Other(i64),
}

open_number!(PhoneStatus {
    Preparing = 0,
    Creating = 1,
    Running = 2,
    Resetting = 3,
    Restarting = 4,
    Frozen = 6,
    Stopping = 7,
    Stopped = 8,
    ResetFailed = -5,
    RestartFailed = -6,
    Abnormal = -7,
    CreationFailed = -8,
    StopFailed = -9,
});

/// The kind of a phone (PY-CPH phone.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneType {
    /// `0`: an ordinary one.
    Ordinary,
    /// `1`: a trial.
    Trial,
    /// A kind that this version does not know.
    Other(i64),
}

open_number!(PhoneType { Ordinary = 0, Trial = 1 });

/// Whether phones share a disk (PY-CPH phone.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VolumeMode {
    /// `0`: they share one.
    Shared,
    /// `1`: each has its own.
    Own,
    /// A mode that this version does not know.
    Other(i64),
}

open_number!(VolumeMode { Shared = 0, Own = 1 });

/// How a phone's network is routed (PY-CPH phone.py).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TrafficType {
    /// `direct`
    Direct,
    /// `routing`
    Routing,
    /// A kind that this version does not know.
    Other(String),
}

open_text!(TrafficType { Direct = "direct", Routing = "routing" });

/// Which images are listed (D519).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ImageType {
    /// `public`: the vendor's.
    Public,
    /// `private`: one's own.
    Private,
    /// `share`: shared by others.
    Share,
    /// `all`: all of these.
    All,
    /// A kind that this version does not know. Refused in requests unless rules are skipped.
    Other(String),
}

open_text!(ImageType { Public = "public", Private = "private", Share = "share", All = "all" });

/// The state of a custom image (PY-CPH list_images_view.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageStatus {
    /// `0`: being created.
    Creating,
    /// `1`: it can be used.
    Usable,
    /// `2`: the creation failed.
    CreationFailed,
    /// A state that this version does not know. Refused in requests unless rules are skipped.
    Other(i64),
}

open_number!(ImageStatus { Creating = 0, Usable = 1, CreationFailed = 2 });

/// Whether an image is the vendor's (PY-CPH phone_image.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageVisibility {
    /// `1`: public.
    Public,
    /// `2`: private.
    Private,
    /// A kind that this version does not know.
    Other(i64),
}

open_number!(ImageVisibility { Public = 1, Private = 2 });

/// Whether a shared image was taken (PY-CPH phone_image.py).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReceiveStatus {
    /// `0`: offered.
    Pending,
    /// `1`: accepted.
    Accepted,
    /// `2`: refused.
    Refused,
    /// A state that this version does not know.
    Other(i64),
}

open_number!(ReceiveStatus { Pending = 0, Accepted = 1, Refused = 2 });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_values_are_kept_and_known_ones_come_back() {
        for number in [-9, -8, -7, -6, -5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 99, i64::MIN] {
            assert_eq!(i64::from(PhoneStatus::from(number)), number);
            assert_eq!(i64::from(JobState::from(number)), number);
        }
        assert_eq!(PhoneStatus::from(5), PhoneStatus::Other(5));
        assert_eq!(JobState::from(3), JobState::Other(3));
        assert_eq!(String::from(TrafficType::from("tunnel")), "tunnel");
        assert_eq!(serde_json::from_str::<ImageType>("\"all\"").unwrap(), ImageType::All);
        assert!(serde_json::from_str::<JobState>("\"2\"").is_err());
        assert!(serde_json::from_str::<JobState>("2.5").is_err());
    }
}
