//! Which files a generated phone has: apps with their code and data, media, system files.

use std::collections::BTreeMap;

use crate::random::Random;

/// What an entry is made of.
pub(super) enum Text {
    Directory,
    Link(String),
    /// Incompressible, the same on every phone that has this label (app packages).
    Shared(String),
    /// Incompressible, of this phone alone.
    Noise,
    /// Compressible, of this phone alone.
    Prose,
}

/// One entry to make.
pub(super) struct Plan {
    pub(super) path: String,
    pub(super) text: Text,
    pub(super) bytes: u64,
    pub(super) mode: u32,
    pub(super) owner: u32,
}

/// Everything that lies on one phone.
pub(super) struct Layout {
    pub(super) entries: Vec<Plan>,
}

/// Package, version, KiB of its package file on a phone of 25 MiB.
pub(super) const APPS: [(&str, &str, u64); 8] = [
    ("com.example.notes", "2.4.1", 300),
    ("com.example.gallery", "5.0.3", 800),
    ("com.example.chat", "8.12.0", 1200),
    ("com.example.maps", "11.2", 1500),
    ("org.example.reader", "1.9.0", 250),
    ("org.example.podcast", "3.3.7", 500),
    ("com.example.wallet", "4.0.2", 600),
    ("com.example.player", "6.1.0", 900),
];
/// Apps on each phone: the first of the table and this many less one of the others.
const APPS_PER_PHONE: usize = 5;
/// How many different sets of apps there are; a phone has the one that its number leaves.
pub(super) const APP_SETS: usize = APPS.len() - 1;
const SYSTEM: u32 = 1000;
const MEDIA: u32 = 1023;

/// The apps of a phone: position in [`APPS`].
fn app_set(number: usize) -> impl Iterator<Item = usize> {
    (0..APPS_PER_PHONE).map(move |slot| if slot == 0 { 0 } else { 1 + (number + slot) % APP_SETS })
}

/// The apps of a phone with their versions.
pub(super) fn apps(number: usize) -> BTreeMap<String, String> {
    app_set(number).map(|at| (APPS[at].0.to_owned(), APPS[at].1.to_owned())).collect()
}

pub(super) fn phone(random: &mut Random, number: usize, bytes: u64) -> Layout {
    let mut layout = Layout { entries: Vec::new() };
    for at in app_set(number) {
        let (package, version, kib) = APPS[at];
        app(&mut layout.entries, random, package, version, kib << 10, 10_050 + at as u32);
    }
    media(&mut layout.entries, random);
    system(&mut layout.entries, random);
    scale(&mut layout.entries, bytes);
    layout
}

/// Brings the sizes, planned for 25 MiB, to `bytes`; shared contents by a factor that no phone decides alone.
fn scale(entries: &mut [Plan], bytes: u64) {
    let share = |size: u64, part: u64, whole: u64| {
        u64::try_from(u128::from(size) * u128::from(part) / u128::from(whole.max(1))).unwrap_or(u64::MAX)
    };
    let mut shared = 0;
    for plan in entries.iter_mut().filter(|plan| matches!(plan.text, Text::Shared(_))) {
        plan.bytes = share(plan.bytes, bytes, 25 << 20);
        shared += plan.bytes;
    }
    let own = |plan: &Plan| matches!(plan.text, Text::Noise | Text::Prose);
    let planned: u64 = entries.iter().filter(|plan| own(plan)).map(|plan| plan.bytes).sum();
    let wanted = bytes.saturating_sub(shared);
    for plan in entries.iter_mut().filter(|plan| own(plan)) {
        plan.bytes = share(plan.bytes, wanted, planned);
    }
}

fn put(entries: &mut Vec<Plan>, path: String, text: Text, bytes: u64, mode: u32, owner: u32) {
    entries.push(Plan { path, text, bytes, mode, owner });
}

/// From nothing to `most`, small ones more often.
fn size(random: &mut Random, most: u64) -> u64 {
    match random.below(10) {
        0 => 0,
        1..=4 => random.below(most / 16 + 1),
        5..=7 => random.below(most / 4 + 1),
        _ => random.below(most + 1),
    }
}

fn app(entries: &mut Vec<Plan>, random: &mut Random, package: &str, version: &str, apk: u64, uid: u32) {
    let code = format!("/data/app/{package}-1");
    put(entries, code.clone(), Text::Directory, 0, 0o755, SYSTEM);
    let label = format!("{package} {version}");
    put(entries, format!("{code}/base.apk"), Text::Shared(label.clone()), apk, 0o644, SYSTEM);
    let library = Text::Shared(format!("{label} library"));
    put(entries, format!("{code}/lib/arm64/libmain.so"), library, apk / 8, 0o755, SYSTEM);
    put(entries, format!("{code}/oat/arm64"), Text::Directory, 0, 0o771, SYSTEM);

    let home = format!("/data/data/{package}");
    put(entries, home.clone(), Text::Directory, 0, 0o700, uid);
    put(entries, format!("{home}/lib"), Text::Link(format!("{code}/lib/arm64")), 0, 0o777, uid);
    put(entries, format!("{home}/code_cache"), Text::Directory, 0, 0o2771, uid);
    for n in 0..28 {
        let bytes = size(random, 24 << 10);
        put(entries, format!("{home}/files/item-{n:02}.bin"), Text::Noise, bytes, 0o600, uid);
    }
    let odd = [
        "files/Notizen/Einkäufe – 笔记 №1.txt".to_owned(),
        "files/with space/a+b (copy).json".to_owned(),
        format!("files/long/{}/{}.dat", "nested-directory-".repeat(7), "long-file-name-".repeat(12)),
        "files/.hidden".to_owned(),
    ];
    for name in odd {
        let bytes = 1 + random.below(4096);
        put(entries, format!("{home}/{name}"), Text::Prose, bytes, 0o640, uid);
    }
    put(entries, format!("{home}/files/latest"), Text::Link("item-00.bin".to_owned()), 0, 0o777, uid);
    for n in 0..14 {
        let bytes = size(random, 32 << 10);
        put(entries, format!("{home}/cache/{:08x}.0", n * 7919), Text::Noise, bytes, 0o600, uid);
    }
    let bytes = 4096 * (1 + random.below(16));
    put(entries, format!("{home}/databases/main.db"), Text::Prose, bytes, 0o660, uid);
    put(entries, format!("{home}/databases/main.db-wal"), Text::Noise, 0, 0o660, uid);
    for name in ["settings", "session", "flags", "counters"] {
        let bytes = 200 + random.below(3000);
        put(entries, format!("{home}/shared_prefs/{name}.xml"), Text::Prose, bytes, 0o660, uid);
    }
    let outer = format!("/data/media/0/Android/data/{package}");
    for n in 0..9 {
        let bytes = size(random, 96 << 10);
        put(entries, format!("{outer}/files/asset_{n}.pak"), Text::Noise, bytes, 0o660, MEDIA);
    }
}

fn media(entries: &mut Vec<Plan>, random: &mut Random) {
    let root = "/data/media/0";
    for n in 0..60 {
        let bytes = (20 << 10) + random.below(130 << 10);
        put(entries, format!("{root}/DCIM/Camera/IMG_{:04}.jpg", 1000 + n), Text::Noise, bytes, 0o660, MEDIA);
    }
    put(entries, format!("{root}/DCIM/Camera/VID_0001.mp4"), Text::Noise, 9 << 20, 0o660, MEDIA);
    for n in 0..18 {
        let bytes = size(random, 120 << 10);
        put(entries, format!("{root}/Download/file-{n}.pdf"), Text::Noise, bytes, 0o660, MEDIA);
    }
    for n in 0..5 {
        let bytes = (100 << 10) + random.below(300 << 10);
        put(entries, format!("{root}/Music/Stück {n} – 音乐.ogg"), Text::Noise, bytes, 0o660, MEDIA);
    }
    put(entries, format!("{root}/Movies"), Text::Directory, 0, 0o770, MEDIA);
}

fn system(entries: &mut Vec<Plan>, random: &mut Random) {
    let names = [
        "/data/system/packages.xml",
        "/data/system/packages.list",
        "/data/system/users/userlist.xml",
        "/data/system/users/0.xml",
        "/data/system/users/0/settings_global.xml",
        "/data/system/users/0/settings_secure.xml",
        "/data/system/users/0/settings_system.xml",
        "/data/system/users/0/package-restrictions.xml",
        "/data/system/sync/accounts.xml",
        "/data/system/notification_policy.xml",
        "/data/system_de/0/accounts_de.db",
        "/data/system_de/0/ringtones/ringtone_cache",
        "/data/misc/wifi/WifiConfigStore.xml",
        "/data/misc/keystore/user_0/.masterkey",
        "/data/misc/profiles/ref/primary.prof",
        "/data/misc/adb/adb_keys",
    ];
    for name in names {
        let bytes = 500 + random.below(20_000);
        put(entries, name.to_owned(), Text::Prose, bytes, 0o600, SYSTEM);
    }
}
