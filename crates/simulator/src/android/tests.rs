use super::*;
use crate::config::Content;
use crate::world::{Builder, Cloud, Kind};
use jiff::Timestamp;

struct Device {
    _dir: tempfile::TempDir,
    blobs: BlobStore,
    phone: Phone,
}

impl Device {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::new(dir.path().join("blobs")).unwrap();
        let content = Content::Seeded { bytes_per_phone: 100_000 };
        let phone = Builder::new(1, content, &blobs, Timestamp::UNIX_EPOCH).unwrap().phone(Cloud::Huawei, 0);
        Self { _dir: dir, blobs, phone }
    }

    fn run(&mut self, line: &str) -> Output {
        run(&mut self.phone, &self.blobs, line)
    }

    /// The output of a line that succeeds.
    fn good(&mut self, line: &str) -> String {
        let Output { exit_code, stdout, stderr } = self.run(line);
        assert_eq!((exit_code, stderr.as_str()), (0, ""), "{line}");
        stdout
    }

    /// Status and error output.
    fn bad(&mut self, line: &str) -> (i32, String) {
        let Output { exit_code, stderr, .. } = self.run(line);
        (exit_code, stderr)
    }
}

#[test]
fn files_are_made_read_and_removed() {
    let mut device = Device::new();
    device.good("mkdir -p /sdcard/probe/deep && echo 'hello  phone' > /sdcard/probe/a.txt");
    assert_eq!(device.good("cat /data/media/0/probe/a.txt"), "hello  phone\n");
    assert_eq!(
        device.good("cd /sdcard/probe; echo more >> a.txt; wc -c a.txt; pwd"),
        "18 a.txt\n/data/media/0/probe\n"
    );
    assert_eq!(device.good("wc -l < /sdcard/probe/a.txt"), "2\n");
    assert_eq!(device.good("ls /sdcard/probe"), "a.txt\ndeep\n");
    assert_eq!(
        device.good("echo /sdcard/probe/*.txt /sdcard/probe/x*"),
        "/sdcard/probe/a.txt /sdcard/probe/x*\n"
    );
    assert_eq!(device.good("stat -c '%s %a %F' /sdcard/probe/a.txt"), "18 644 regular file\n");
    assert_eq!(
        device.good("echo -n abc | sha256sum"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n"
    );
    assert_eq!(
        device.good("echo -n abc > /data/x; md5sum /data/x"),
        "900150983cd24fb0d6963f7d28e17f72  /data/x\n"
    );
    assert_eq!(device.bad("rm /sdcard/probe"), (1, "rm: /sdcard/probe: Is a directory\n".to_owned()));
    device.good("rm -r /sdcard/probe");
    assert_eq!(device.bad("ls /sdcard/probe").0, 1);
    assert_eq!(device.run("test -e /sdcard/probe").exit_code, 1);
    device.good("test -d /sdcard && [ -f /data/system/packages.xml ] && test ! -e /nothing");
}

#[test]
fn the_content_of_a_phone_is_what_the_table_says() {
    let mut device = Device::new();
    let path = "/data/media/0/DCIM/Camera/VID_0001.mp4";
    let Kind::File(blob) = device.phone.tree.get(path).unwrap().kind.clone() else { panic!("a file") };
    assert_eq!(device.good(&format!("sha256sum {path}")), format!("{}  {path}\n", blob.hex()));
    assert_eq!(device.good(&format!("wc -c {path}")), format!("{} {path}\n", blob.bytes));
    let link = "/data/data/com.example.notes/files/latest";
    assert_eq!(
        device.good(&format!("cat {link} | wc -c")),
        device.good(&format!("cat {link}").replace("latest", "item-00.bin | wc -c"))
    );
    device.good(&format!("test -L {link}"));
}

#[test]
fn packages_and_properties() {
    let mut device = Device::new();
    let all = device.good("pm list packages -3");
    assert!(all.lines().count() == 5 && all.contains("package:com.example.notes\n"), "{all}");
    assert!(device.good("pm list packages").contains("package:android\n"));
    assert_eq!(device.good("pm path com.example.notes"), "package:/data/app/com.example.notes-1/base.apk\n");
    assert_eq!(device.run("pm path com.none").exit_code, 1);
    assert_eq!(device.good("pm uninstall com.example.notes"), "Success\n");
    assert!(device.run("pm uninstall com.example.notes").stdout.starts_with("Failure ["));
    assert!(device.good("ls /data/data").lines().all(|name| name != "com.example.notes"));
    assert_eq!(device.good("getprop ro.build.version.release"), "11\n");
    assert_eq!(
        device.good("setprop persist.x 'a b'; getprop persist.x; getprop none default"),
        "a b\ndefault\n"
    );
    assert!(device.good("getprop").contains("[sys.boot_completed]: [1]\n"));
    assert_eq!(device.bad("setprop ro.serialno 1").0, 1);
}

#[test]
fn a_line_runs_as_a_shell_runs_it() {
    let mut device = Device::new();
    assert_eq!(device.good("false || echo b; true && echo c; false; echo $?"), "b\nc\n1\n");
    assert_eq!(device.bad("nonsense --now"), (127, "sh: nonsense: not found\n".to_owned()));
    assert_eq!(device.run("nonsense; true").exit_code, 0);
    assert_eq!(device.run("nonsense 2>&1 | cat").stdout, "sh: nonsense: not found\n");
    assert_eq!(device.good("ls /none 2>/dev/null || true"), "");
    assert_eq!(device.bad("echo (a)").0, 2);
    assert_eq!(device.good("sh -c 'echo one; exit_code=1; echo two' 2>/dev/null"), "one\ntwo\n");
    assert_eq!(device.good("pm list packages | grep -c example"), "5\n");
    assert_eq!(device.good("id").split(' ').next(), Some("uid=0(root)"));
    assert!(device.good("df").contains("/data\n"));
}

#[test]
fn hostile_lines_end_and_change_nothing_they_may_not() {
    let mut device = Device::new();
    let before = device.phone.tree.clone();
    for line in [
        "cat ../../../../../../etc/passwd",
        "echo x > /system/bin/sh",
        "echo x > /",
        "echo x > ''",
        "echo x > /data/a\0b/c",
        "mkdir /etc",
        "touch /proc/x",
        "ls -l -- -l",
        "stat -c '%' /data/none %",
        "test a b c d e",
        "sh -c 'sh -c \"sh -c \\\"sh -c ls\\\"\"' x",
        "wc",
        "grep",
        "head -n x",
        "sha256sum /",
        "[",
        "pm",
        "getprop ''",
        "$ $? ${x} \"$\" \\",
        "a=b",
        "**?*/**",
    ] {
        let output = device.run(line);
        assert!(output.stdout.len() <= LONGEST_OUTPUT && output.stderr.len() <= LONGEST_OUTPUT, "{line}");
    }
    let long = format!("echo {} > /data/{}", "x".repeat(10), "y".repeat(300));
    assert_eq!(device.bad(&long).0, 1);
    assert_eq!(device.run(&"x".repeat(LONGEST_COMMAND + 1)).exit_code, 126);
    assert!(before.iter().eq(device.phone.tree.iter()));
    let flood =
        format!("echo {} > /data/f; {}", "z".repeat(20_000), "cat /data/f /data/f /data/f;".repeat(100));
    assert_eq!(device.run(&flood).stdout.len(), LONGEST_OUTPUT);
    device.good("rm -rf / /data");
    assert_eq!(device.phone.tree.iter().count(), 0);
}

#[test]
fn a_full_phone_takes_nothing_more_and_stays_as_it_was() {
    let mut device = Device::new();
    device.phone.capacity = device.phone.files_and_bytes().1 + 10;
    device.good("echo -n 0123456789 > /data/full");
    assert_eq!(
        device.bad("echo x > /data/more"),
        (1, "sh: can't create /data/more: No space left on device\n".to_owned())
    );
    device.good("echo -n 012345678 > /data/full");
    let apk = device.blobs.put_bytes(&[7; 1000]).unwrap();
    let before = device.phone.clone();
    assert_eq!(install(&mut device.phone, "com.new", "1.0", apk), Err(InstallError::NoSpace));
    let member = Member { path: "/data/pushed".to_owned(), entry: Entry::file(apk, 0o600, 0) };
    assert_eq!(unpack(&mut device.phone, std::slice::from_ref(&member)), Err(InstallError::NoSpace));
    assert!(before.tree.iter().eq(device.phone.tree.iter()) && *before.apps == *device.phone.apps);
    device.phone.capacity += 1000;
    assert_eq!(unpack(&mut device.phone, std::slice::from_ref(&member)), Ok(()));
    device.good("rm /data/pushed");
    assert_eq!(install(&mut device.phone, "com.new", "1.0", apk), Ok(()));
    assert_eq!(device.good("pm path com.new"), "package:/data/app/com.new-1/base.apk\n");
    let below = Member { path: "/data/full/x".to_owned(), entry: Entry::directory(0o700, 0) };
    assert_eq!(unpack(&mut device.phone, &[below]), Err(InstallError::Blocked));
}
