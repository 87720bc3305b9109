//! Everything of one simulator behind its services.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bucket::BucketStore;
use crate::clock::Clock;
use crate::config::Config;
use crate::identity::Identity;
use crate::random::Ids;
use crate::requests::RequestLog;
use crate::service::{Request, Response, ServiceName};
use crate::settings::Settings;
use crate::workspace::Workspace;
use crate::world::{BlobStore, Builder, World};
use crate::{admin, alibaba, huawei};

/// The simulated clouds without any socket: [`Universe::handle`] is all there is to it.
///
/// Shared parts are reached by field; each has its own lock, and none may be held while calling another.
#[derive(Debug)]
pub struct Universe {
    pub(crate) seed: u64,
    pub(crate) settings: Settings,
    pub(crate) admin_token: Option<String>,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) identity: Identity,
    pub(crate) requests: RequestLog,
    pub(crate) world: World,
    pub(crate) blobs: Arc<BlobStore>,
    pub(crate) obs: Arc<BucketStore>,
    pub(crate) oss: Arc<BucketStore>,
    pub(crate) builder: Builder,
    pub(crate) huawei: huawei::State,
    pub(crate) alibaba: alibaba::State,
    spool: PathBuf,
    // Last, so that the directory goes when nothing uses it any more.
    workspace: Arc<Workspace>,
}

impl Universe {
    /// Builds the world that `config` describes, on `clock`. Takes as long as writing the phones' contents.
    ///
    /// # Errors
    /// The data directory is in use for something else, or the disk refuses.
    pub fn new(config: Config, clock: Clock) -> io::Result<Arc<Self>> {
        let workspace = Workspace::open(config.data_dir.as_deref())?;
        Self::build(config, clock, Arc::new(workspace))
    }

    /// As [`Self::new`], in a directory that is already ours.
    pub(crate) fn build(config: Config, clock: Clock, workspace: Arc<Workspace>) -> io::Result<Arc<Self>> {
        let spool = workspace.empty("spool")?;
        let identity = Identity::seeded(config.seed);
        let blobs = Arc::new(BlobStore::new(workspace.root().join("blobs"))?);
        let obs = Arc::new(BucketStore::new(workspace.empty("obs")?, clock.clone()));
        let oss = Arc::new(BucketStore::new(workspace.empty("oss")?, clock.clone()));
        obs.create_bucket(&identity.obs_bucket);
        oss.create_bucket(&identity.oss_bucket);
        let world = World::new(clock.clone(), config.settings.timing)?;
        let builder = Builder::new(config.seed, config.content, Arc::clone(&blobs), clock.now())?;
        let phones = builder.fleet(config.phones)?;
        world.with(|fleet| {
            for phone in phones {
                fleet.add(phone);
            }
        });
        Ok(Arc::new(Self {
            seed: config.seed,
            settings: config.settings,
            admin_token: config.admin_token,
            ids: Ids::new(config.seed),
            requests: RequestLog::default(),
            huawei: huawei::State::default(),
            alibaba: alibaba::State::default(),
            clock,
            identity,
            world,
            blobs,
            obs,
            oss,
            builder,
            spool,
            workspace,
        }))
    }

    /// Answers one request. Blocking (it reads and writes files), so an asynchronous caller runs it on a
    /// blocking thread. Never panics on any input.
    #[must_use]
    // Taken by value so that a spooled body is removed from the disk as soon as it is answered.
    #[allow(clippy::needless_pass_by_value)]
    pub fn handle(&self, request: Request) -> Response {
        // Whatever is over by now is done before anybody looks: an object store would not see it otherwise.
        self.world.with(|_| ());
        match request.service {
            ServiceName::HuaweiCph
            | ServiceName::HuaweiIam
            | ServiceName::HuaweiSts
            | ServiceName::HuaweiObs
            | ServiceName::HuaweiMetadata => huawei::handle(self, &request),
            ServiceName::AlibabaEcp
            | ServiceName::AlibabaSts
            | ServiceName::AlibabaOss
            | ServiceName::AlibabaMetadata => alibaba::handle(self, &request),
            ServiceName::Admin => admin::handle(self, &request),
        }
    }

    /// Waits until the worker threads are idle: all archives of accepted jobs are written or read. A job still
    /// shows as running until its simulated duration is over.
    pub fn settle(&self) {
        self.world.settle();
    }

    /// Ends the work in progress and removes what is kept in a temporary directory. Whatever is asked afterwards may
    /// fail.
    pub(crate) fn close(&self) {
        self.blobs.close();
        self.world.close();
        self.workspace.remove();
    }

    /// Directory for bodies that are too large for memory; on the same disk as the contents.
    #[must_use]
    pub fn spool_dir(&self) -> &Path {
        &self.spool
    }

    /// The line that tells callers where to find and how to sign; `endpoints` names the address of a service.
    #[must_use]
    pub fn ready(&self, endpoints: impl Fn(ServiceName) -> String) -> crate::Ready {
        crate::Ready::new(&self.identity, endpoints)
    }
}
