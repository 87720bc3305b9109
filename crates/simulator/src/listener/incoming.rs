//! Bodies on their way in: small ones stay in memory, large ones of the object stores go through the disk.

use std::io;
use std::time::Duration;

use bytes::BytesMut;
use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::service::{Body, ServiceName};
use crate::universe::Universe;

/// Largest body of a control plane, as the vendor's gateway has it (12 MB).
const CONTROL_LIMIT: u64 = 12 << 20;
/// Largest body that may be spooled: both stores take at most 5 GiB in one PUT.
const SPOOL_LIMIT: u64 = 5 << 30;
/// Up to here a body that may be spooled stays in memory.
const SPOOL_FROM: usize = 256 << 10;
/// How much of a refused body is still read and thrown away, and for how long: a caller that is cut off while it sends
/// may never see the refusal, one that waits for it before it sends must get it.
const DRAINED: u64 = 64 << 20;
const DRAINING: Duration = Duration::from_secs(2);

/// Why there is no body.
#[derive(Debug)]
pub(super) enum Unreceived {
    TooLarge,
    /// Cut short, not in the declared form, or our own disk failed.
    Broken(io::Error),
}

impl From<io::Error> for Unreceived {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// Reads a body to its end. What was spooled is removed again when it is refused or cut short.
pub(super) async fn receive(
    universe: &Universe,
    service: ServiceName,
    head: &hyper::http::request::Parts,
    mut incoming: Incoming,
) -> Result<Body, Unreceived> {
    let waits = head.headers.contains_key(hyper::header::EXPECT);
    let spools =
        (service.is_object_store() || service == ServiceName::Admin) && head.method == hyper::Method::PUT;
    let limit = if spools { SPOOL_LIMIT } else { CONTROL_LIMIT };
    if incoming.size_hint().lower() > limit {
        // Reading would tell a caller that waits for it to go on and send.
        if !waits {
            drain(&mut incoming).await;
        }
        return Err(Unreceived::TooLarge);
    }
    let mut memory = BytesMut::new();
    let mut spool: Option<(File, tempfile::TempPath)> = None;
    let mut bytes = 0;
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|error| Unreceived::Broken(io::Error::other(error)))?;
        let Ok(data) = frame.into_data() else { continue };
        bytes += data.len() as u64;
        if bytes > limit {
            drop((memory, spool));
            drain(&mut incoming).await;
            return Err(Unreceived::TooLarge);
        }
        if let Some((file, _)) = &mut spool {
            file.write_all(&data).await?;
            continue;
        }
        memory.extend_from_slice(&data);
        if spools && memory.len() > SPOOL_FROM {
            let (file, path) = NamedTempFile::new_in(universe.spool_dir())?.into_parts();
            let mut file = File::from_std(file);
            file.write_all(&memory).await?;
            spool = Some((file, path));
            memory = BytesMut::new();
        }
    }
    match spool {
        None => Ok(Body::Memory(memory.freeze())),
        Some((mut file, path)) => {
            file.flush().await?;
            Ok(Body::Spooled { path, bytes })
        }
    }
}

/// Throws away what comes, within [`DRAINED`] and [`DRAINING`].
async fn drain(incoming: &mut Incoming) {
    let all = async {
        let mut gone = 0;
        while gone < DRAINED {
            match incoming.frame().await {
                Some(Ok(frame)) => gone += frame.data_ref().map_or(0, |data| data.len() as u64),
                Some(Err(_)) | None => return,
            }
        }
    };
    let _ = tokio::time::timeout(DRAINING, all).await;
}
