//! Everything of one simulator behind its services.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::bucket::BucketStore;
use crate::clock::{Clock, Entered, Wake};
use crate::config::Config;
use crate::identity::Identity;
use crate::injection::{Injected, Injection};
use crate::random::Ids;
use crate::requests::RequestLog;
use crate::service::{Request, Response, ServiceName};
use crate::settings::Settings;
use crate::workspace::Workspace;
use crate::world::{BlobStore, Builder, World};
use crate::{admin, alibaba, huawei, injection};

/// How many phones of a new fleet are made before they are taken over.
const PHONES_AT_ONCE: usize = 8192;

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
    pub(crate) injection: Injection,
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
        let world = World::new(clock.clone(), config.settings.timing, config.settings.capacity)?;
        let builder = Builder::new(config.seed, config.content, &blobs, clock.now())?;
        world.with(|fleet| fleet.expect(config.phones));
        for from in (0..config.phones).step_by(PHONES_AT_ONCE) {
            let phones = builder.fleet(from..config.phones.min(from.saturating_add(PHONES_AT_ONCE)))?;
            world.with(|fleet| {
                for phone in phones {
                    fleet.add(phone);
                }
            });
        }
        Ok(Arc::new(Self {
            seed: config.seed,
            settings: config.settings,
            admin_token: config.admin_token,
            ids: Ids::new(config.seed),
            requests: RequestLog::default(),
            injection: Injection::new(config.seed, config.chaos),
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
    pub fn handle(&self, request: Request) -> Response {
        injection::handle(self, request)
    }

    /// As [`Self::handle`], with what was decided to go wrong with the call's phones.
    pub(crate) fn answer(&self, request: &Request, injected: &Injected) -> Response {
        // Whatever is over by now is done before anybody looks: an object store would not see it otherwise.
        self.world.with(|_| ());
        match request.service {
            ServiceName::HuaweiCph
            | ServiceName::HuaweiIam
            | ServiceName::HuaweiSts
            | ServiceName::HuaweiObs
            | ServiceName::HuaweiMetadata => huawei::handle(self, request, injected),
            ServiceName::AlibabaEcp
            | ServiceName::AlibabaSts
            | ServiceName::AlibabaOss
            | ServiceName::AlibabaMetadata => alibaba::handle(self, request, injected),
            ServiceName::Admin => admin::handle(self, request),
        }
    }

    /// Waits until the worker threads are idle: all archives of accepted jobs are written or read. A job still
    /// shows as running until its simulated duration is over.
    pub fn settle(&self) {
        self.world.settle();
    }

    /// Moves simulated time forward by `by`, on any clock. What worker threads still do is waited for first, so that the
    /// result does not depend on how fast they are. Everything that becomes due then happens in the order of its
    /// simulated time, whoever looks and whenever.
    pub fn advance(&self, by: Duration) {
        self.settle();
        self.clock.advance(by);
    }

    /// Lets `simulated` pass for a caller that has nothing else to do; blocks its thread. On a running clock it sleeps
    /// for as long as that really takes. On a virtual one it counts as waiting: as soon as as many wait as there are
    /// callers ([`Self::callers`]), and no worker thread has anything to do, time jumps to the next deadline and
    /// exactly those who are due go on. Ends early when the simulator is closed.
    pub fn wait(&self, simulated: Duration) {
        match self.clock.real_duration(simulated) {
            Some(real) => self.clock.sleep(real),
            None => {
                let (tell, told) = std::sync::mpsc::channel::<()>();
                self.enter(simulated, Box::new(move || drop(tell)));
                // Nothing is ever sent: the end is that the sender goes.
                let _ = told.recv();
            }
        }
    }

    /// As [`Self::wait`], without holding a thread. A future that is dropped early no longer counts as waiting. On a
    /// running clock it needs a tokio runtime with time.
    pub async fn waited(&self, simulated: Duration) {
        match self.clock.real_duration(simulated) {
            Some(real) => tokio::time::sleep(real).await,
            None => {
                let (tell, told) = tokio::sync::oneshot::channel::<()>();
                let entered = self.enter(simulated, Box::new(move || drop(tell)));
                let _guard = Withdrawn { clock: &self.clock, entered };
                let _ = told.await;
            }
        }
    }

    /// As [`Self::wait`], for a caller that wants to be called back: `wake` runs on whatever thread finds the time to
    /// have come, and must be quick. On a running clock a thread of its own sleeps meanwhile.
    pub fn wait_then(self: &Arc<Self>, simulated: Duration, wake: impl FnOnce() + Send + 'static) {
        if self.clock.is_virtual() {
            self.enter(simulated, Box::new(wake));
            return;
        }
        let universe = Arc::clone(self);
        std::thread::spawn(move || {
            universe.wait(simulated);
            wake();
        });
    }

    fn enter(&self, simulated: Duration, wake: Wake) -> Option<Entered> {
        let entered = self.clock.enter(simulated, wake);
        self.world.move_on();
        entered
    }

    /// Says how many callers take part in virtual time (default 1): time moves by itself only while as many wait. Each
    /// caller that does something at the same time as others must be counted; one that only looks must not.
    pub fn callers(&self, count: usize) {
        self.clock.set_callers(|_| count);
        self.world.move_on();
    }

    /// One caller less: it has done all its calls and will not wait any more.
    pub fn leave(&self) {
        self.clock.set_callers(|callers| callers.saturating_sub(1));
        self.world.move_on();
    }

    /// The simulator's clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Ends the work in progress and removes what is kept in a temporary directory. Whatever is asked afterwards may
    /// fail.
    pub(crate) fn close(&self) {
        self.clock.close();
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

/// Takes a wait back when its caller goes away. One that came to its end is no longer there.
struct Withdrawn<'a> {
    clock: &'a Clock,
    entered: Option<Entered>,
}

impl Drop for Withdrawn<'_> {
    fn drop(&mut self) {
        if let Some(entered) = self.entered {
            self.clock.withdraw(entered);
        }
    }
}
