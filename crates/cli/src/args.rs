//! The command line as the user types it.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use phonevault_simulator::Chaos;

/// Back up and restore cloud phones on Huawei Cloud Phone Host and Alibaba Cloud Phone.
#[derive(Debug, Parser)]
#[command(name = "phonevault", version, propagate_version = true, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// The cloud; where a location or a token names one, it is not needed
    #[arg(long, global = true, value_enum)]
    pub(crate) cloud: Option<CloudName>,
    /// The region; without it that of the job token, else cn-north-4 (huawei) or cn-shanghai (alibaba)
    #[arg(long, global = true)]
    pub(crate) region: Option<String>,
    /// Where a service listens instead of its published address, such as alibaba_ecp=http://127.0.0.1:8080;
    /// PHONEVAULT_ENDPOINT_ALIBABA_ECP and its like do the same
    #[arg(long = "endpoint", global = true, value_name = "SERVICE=URL", value_parser = endpoint)]
    pub(crate) endpoints: Vec<(String, String)>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(crate) output: Format,
}

/// The clouds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CloudName {
    Huawei,
    Alibaba,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the whole story on the built-in simulator: back up, damage, restore, prove the bytes equal
    Demo(Demo),
    /// Run the simulator of both clouds; prints one line of JSON when ready
    Simulate(Simulate),
    /// List phones, or show one
    #[command(subcommand)]
    Phones(Phones),
    /// Back up phones
    Backup(Backup),
    /// Restore a backup to phones; overwrites their data
    Restore(Restore),
    /// Look at a job, or wait for it
    #[command(subcommand)]
    Jobs(Jobs),
    /// Call any operation of a cloud
    Call(Call),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// `phonevault demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Phones over both clouds
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) phones: u16,
    /// Fill the phones with the files of a real folder
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    /// Corrupt one backup object before the restore: it must be noticed
    #[arg(long)]
    pub(crate) sabotage: bool,
    /// Write the result as a page for a browser, too
    #[arg(long, value_name = "FILE.html")]
    pub(crate) report: Option<PathBuf>,
    /// The seed of the phones' contents
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The form of Alibaba backups, whose true form is not published
    #[arg(long, value_enum, default_value_t = Archive::Adb)]
    pub(crate) alibaba_archive: Archive,
}

/// `phonevault simulate`
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Phones over both clouds
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) phones: u32,
    /// The seed of phones, contents, keys and buckets
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) listen: IpAddr,
    /// The first of ten ports in a row; 0 lets the system choose
    #[arg(long, default_value_t = 0)]
    pub(crate) port_base: u16,
    /// The token that the admin service asks for; without one it serves loopback only
    #[arg(long, value_name = "T")]
    pub(crate) admin_token: Option<String>,
    /// Simulated seconds for each real second
    #[arg(long, default_value_t = 1.0, value_parser = time_scale)]
    pub(crate) time_scale: f64,
    /// Let time move only when the admin service is told so, or when every caller waits
    #[arg(long = "virtual", conflicts_with = "time_scale")]
    pub(crate) virtual_time: bool,
    /// Let calls of every kind go wrong, decided by a seed; RATE is the share of calls, 0.05 unless given
    #[arg(long, value_name = "SEED[:RATE]", value_parser = Chaos::parse)]
    pub(crate) chaos: Option<Chaos>,
    /// Where contents are kept; default a folder that is removed at the end
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The form of Alibaba backups, whose true form is not published
    #[arg(long, value_enum, default_value_t = Archive::Adb)]
    pub(crate) alibaba_archive: Archive,
}

/// The forms of Alibaba backups that the simulator can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Archive {
    /// Android's backup container
    Adb,
    /// A form that no client can read
    Opaque,
}

/// `phonevault phones`
#[derive(Debug, Subcommand)]
pub(crate) enum Phones {
    /// List all phones
    List,
    /// Show one phone
    Show {
        /// The phone
        id: String,
    },
}

/// `phonevault backup`
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The phones
    #[arg(required = true, value_name = "PHONE")]
    pub(crate) phones: Vec<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    /// Leave out of --path; may be given again
    #[arg(long, value_name = "P", requires = "path")]
    pub(crate) exclude: Vec<String>,
    /// Where to: obs://bucket/… or oss://bucket/…; a folder ending in / gives every phone its own object
    #[arg(long, value_name = "LOCATION")]
    pub(crate) to: String,
    /// Replace an object that lies at a full key
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Do not stop phones although the vendor advises it
    #[arg(long)]
    pub(crate) keep_running: bool,
    /// Only show what would be done
    #[arg(long)]
    pub(crate) plan: bool,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
}

/// What of a phone; exactly one of the three.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct ScopeArgs {
    /// An application with its data, by package name; may be given again
    #[arg(long, value_name = "PKG")]
    pub(crate) app: Vec<String>,
    /// A file or folder by absolute path; may be given again
    #[arg(long, value_name = "P")]
    pub(crate) path: Vec<String>,
    /// The whole instance
    #[arg(long)]
    pub(crate) whole: bool,
}

/// `phonevault restore`
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup: its location, or the cloud's id of it
    #[arg(long, value_name = "BACKUP|LOCATION")]
    pub(crate) from: String,
    /// The phones that are overwritten
    #[arg(long, required = true, num_args = 1.., value_name = "PHONE")]
    pub(crate) to: Vec<String>,
    /// Only show what would be done
    #[arg(long)]
    pub(crate) plan: bool,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
}

/// How long to wait, and how often to look.
#[derive(Debug, Args)]
pub(crate) struct WaitArgs {
    /// The longest wait for one job, in seconds
    #[arg(long, default_value_t = 3600, value_name = "S")]
    pub(crate) timeout: u64,
    /// The first pause between two looks, in milliseconds; pauses grow up to fifteen times that
    #[arg(long, default_value_t = 2000, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..))]
    pub(crate) poll: u64,
}

/// `phonevault jobs`
#[derive(Debug, Subcommand)]
pub(crate) enum Jobs {
    /// Show how far a job is
    Show {
        /// The token that the job's start printed
        token: String,
    },
    /// Wait until a job has ended
    Wait {
        /// The token that the job's start printed
        token: String,
        #[command(flatten)]
        wait: WaitArgs,
    },
}

/// `phonevault call`
#[derive(Debug, Args)]
pub(crate) struct Call {
    /// The cloud
    #[arg(value_enum, value_name = "CLOUD")]
    pub(crate) on: CloudName,
    /// The operation under the vendor's name, such as BackupApp or batch_restore
    pub(crate) operation: String,
    /// The parameters: one flat JSON object, @FILE, or - for standard input
    #[arg(long, default_value = "{}", value_name = "JSON|@FILE|-")]
    pub(crate) params: String,
    /// Print the signed request instead of sending it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Sign for this time instead of now (with --dry-run)
    #[arg(long, value_name = "RFC3339", requires = "dry_run")]
    pub(crate) at: Option<String>,
    /// Sign with this nonce instead of a random one (with --dry-run; Huawei has none)
    #[arg(long, requires = "dry_run")]
    pub(crate) nonce: Option<String>,
    /// Do not check the documented rules
    #[arg(long)]
    pub(crate) skip_rules: bool,
    /// Do not ask before an operation that destroys something
    #[arg(long)]
    pub(crate) yes: bool,
}

fn endpoint(text: &str) -> Result<(String, String), String> {
    let (service, url) = text.split_once('=').ok_or("must have the form SERVICE=URL")?;
    let service = service.to_ascii_lowercase();
    if crate::session::SERVICES.contains(&&*service) {
        Ok((service, url.to_owned()))
    } else {
        Err(format!("unknown service `{service}`; known are {}", crate::session::SERVICES.join(", ")))
    }
}

fn time_scale(text: &str) -> Result<f64, String> {
    let scale: f64 = text.parse().map_err(|_| "must be a number".to_owned())?;
    if scale.is_finite() && scale > 0.0 && scale <= 1e6 {
        Ok(scale)
    } else {
        Err("must be above 0".to_owned())
    }
}
